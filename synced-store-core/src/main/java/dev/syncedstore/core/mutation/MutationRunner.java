package dev.syncedstore.core.mutation;

import java.util.function.Consumer;
import java.util.function.Function;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.ValueCodecs;

/**
 * Runs mutators and queries over a state in memory. Thread-safe.
 */
public final class MutationRunner {

	private final ValueCodecs codecs;

	private final ServerPorts ports;

	private final MutationRunContext.Outlets outlets;

	/**
	 * Create a runner without ports.
	 * @param codecs makes the codecs of tables
	 */
	public MutationRunner(ValueCodecs codecs) {
		this(codecs, ServerPorts.NONE);
	}

	/**
	 * Create a runner.
	 * @param codecs makes the codecs of tables
	 * @param ports what mutators may call on the server
	 */
	public MutationRunner(ValueCodecs codecs, ServerPorts ports) {
		this(codecs, ports, MutationRunContext.Outlets.NONE);
	}

	private MutationRunner(ValueCodecs codecs, ServerPorts ports, MutationRunContext.Outlets outlets) {
		this.codecs = codecs;
		this.ports = ports;
		this.outlets = outlets;
	}

	/**
	 * The same for one run of a mutator on the server.
	 * @param actions gets the actions that it enqueues, which the caller drops if it
	 * throws
	 * @param others the other spaces; the caller drops what it sends if it throws
	 * @return another runner
	 */
	public MutationRunner with(ActionQueue actions, OtherSpaces others) {
		return new MutationRunner(this.codecs, this.ports, new MutationRunContext.Outlets(actions, others));
	}

	/**
	 * Run a mutator. Whatever it throws, the caller drops the overlay.
	 * @param mutator the mutator
	 * @param args its arguments
	 * @param side where it runs, and for whom
	 * @param overlay what it reads and where its changes go
	 * @throws MutationRejectedException if the mutator refused, its arguments don't fit
	 * or it wrote what can't be written
	 * @throws RuntimeException what else the mutator threw: a fault of its own
	 */
	public void run(MutatorDefinition mutator, StoredValue args, Side side, Overlay overlay) {
		try {
			args.as(mutator.argsCodec());
		}
		catch (InvalidValueException ex) {
			throw new MutationRejectedException(RejectionCode.INVALID_ARGS, RejectionMessage.fit(ex.getMessage()));
		}
		MutationRunContext context = new MutationRunContext(new StateAccess(overlay, this.codecs, ReadTracker.NONE),
				overlay, side, new PortCalls(mutator, mutator.isTransactional(), this.ports), this.outlets);
		try {
			mutator.invoke(context, args);
		}
		catch (MutationRejectedException ex) {
			context.throwIfRejected();
			throw RejectionMessage.fit(ex);
		}
		catch (RuntimeException | Error ex) {
			context.throwIfRejected();
			throw ex;
		}
		catch (Throwable ex) {
			context.throwIfRejected();
			throw new MutatorFailedException(mutator, ex);
		}
		context.throwIfRejected();
	}

	/**
	 * Run code of the server's that is part of a mutation without being its mutator.
	 * Whatever it throws, the caller drops the overlay.
	 * @param name what the code is, for people
	 * @param code the code
	 * @param side where it runs, and for whom
	 * @param overlay what it reads and where its changes go
	 * @throws MutationRejectedException if the code refused, even if it caught that
	 * @throws RuntimeException what else the code threw
	 */
	public void run(String name, Consumer<MutationContext> code, Side side, Overlay overlay) {
		MutationRunContext context = new MutationRunContext(new StateAccess(overlay, this.codecs, ReadTracker.NONE),
				overlay, side, new PortCalls(name, false, this.ports), this.outlets);
		try {
			code.accept(context);
		}
		catch (MutationRejectedException ex) {
			context.throwIfRejected();
			throw RejectionMessage.fit(ex);
		}
		catch (RuntimeException | Error ex) {
			context.throwIfRejected();
			throw ex;
		}
		context.throwIfRejected();
	}

	/**
	 * Run a query.
	 * @param <R> the type of the result
	 * @param query the query
	 * @param side where it runs, and for whom
	 * @param view what it reads
	 * @param tracker is told what it reads
	 * @return the result
	 */
	public <R> R query(Function<ReadContext, R> query, Side side, EntryView view, ReadTracker tracker) {
		return query.apply(new QueryRunContext(new StateAccess(view, this.codecs, tracker), side));
	}

}
