package dev.syncedstore.teavm.runtime;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.state.InvalidValueException;
import org.teavm.jso.JSObject;

/**
 * Runs mutators in the browser as the server does. Called by generated code, once for
 * each call of an exported function.
 */
public final class CompiledMutator {

	private CompiledMutator() {
	}

	/**
	 * Run a mutator.
	 * @param call what JavaScript has called it with
	 * @param args the shape of its arguments
	 * @param transactional whether it may call any port
	 * @param body calls it
	 */
	public static void run(Call call, Shape args, boolean transactional, Body body) {
		MutationRejectedException refusal;
		try {
			runInJava(call, args, transactional, body);
			return;
		}
		catch (MutationRejectedException ex) {
			refusal = ex;
		}
		// Throws an error of the client's own.
		JsContext.reject(call.context(), refusal.code(), refusal.getMessage());
	}

	private static void runInJava(Call call, Shape args, boolean transactional, Body body) {
		Object decoded;
		try {
			decoded = Codec.read(args, call.args());
		}
		catch (InvalidValueException ex) {
			throw new MutationRejectedException(RejectionCode.INVALID_ARGS, ex.getMessage());
		}
		BrowserContext context = new BrowserContext(call.context(), call.shapes(), transactional);
		try {
			body.run(context, decoded);
		}
		catch (RuntimeException | Error ex) {
			context.throwIfRefused();
			throw ex;
		}
		context.throwIfRefused();
	}

	/**
	 * What JavaScript has called a mutator with.
	 *
	 * @param context the client's context
	 * @param args the arguments
	 * @param shapes what the mutator may read and write
	 */
	public record Call(JSObject context, JSObject args, ShapeSource shapes) {
	}

	/**
	 * Calls a mutator.
	 */
	@FunctionalInterface
	public interface Body {

		/**
		 * Call the mutator.
		 * @param context what it reads and changes
		 * @param args its arguments
		 */
		void run(MutationContext context, Object args);

	}

}
