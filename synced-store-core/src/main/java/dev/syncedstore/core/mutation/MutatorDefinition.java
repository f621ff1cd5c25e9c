package dev.syncedstore.core.mutation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.ValueCodec;

/**
 * One mutator, ready to run. Thread-safe.
 */
public final class MutatorDefinition {

	private static final MethodType INVOCATION = MethodType.methodType(void.class, MutationContext.class, Object.class);

	private final String storeType;

	private final String name;

	private final String description;

	private final boolean transactional;

	private final boolean serverOnly;

	private final Method method;

	private final MethodHandle handle;

	private final ValueCodec<?> argsCodec;

	MutatorDefinition(MutatorSignature signature, MethodHandle handle, ValueCodec<?> argsCodec) {
		this.storeType = signature.storeType();
		this.name = signature.name();
		this.description = signature.description();
		this.transactional = signature.isTransactional();
		this.serverOnly = signature.isServerOnly();
		this.method = signature.method();
		this.handle = handle.asType(INVOCATION);
		this.argsCodec = argsCodec;
	}

	/**
	 * The store type it belongs to.
	 * @return the store type
	 */
	public String storeType() {
		return this.storeType;
	}

	/**
	 * Its name on the wire.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * What it does, for people.
	 * @return the description, possibly empty
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Whether the server runs it in a transaction of its own.
	 * @return {@code true} if it may call the application's beans
	 */
	public boolean isTransactional() {
		return this.transactional;
	}

	/**
	 * Whether clients know it by name only.
	 * @return {@code true} if its class stays on the server
	 */
	public boolean isServerOnly() {
		return this.serverOnly;
	}

	/**
	 * The method behind it.
	 * @return the method
	 */
	public Method method() {
		return this.method;
	}

	/**
	 * The type of its arguments.
	 * @return a record class
	 */
	public Class<?> argsType() {
		return this.method.getParameterTypes()[1];
	}

	/**
	 * The codec of its arguments.
	 * @return the codec
	 */
	public ValueCodec<?> argsCodec() {
		return this.argsCodec;
	}

	/**
	 * Run the mutator on a context, with arguments decoded from JSON.
	 */
	void invoke(MutationContext context, StoredValue args) throws Throwable {
		Object decoded = args.as(this.argsCodec);
		this.handle.invokeExact(context, decoded);
	}

	@Override
	public String toString() {
		return this.storeType + "." + this.name;
	}

}
