package dev.syncedstore.server.action;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.function.Supplier;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.state.ValueCodec;
import dev.syncedstore.core.state.ValueCodecs;
import org.jspecify.annotations.Nullable;

/**
 * One action, ready to run. Thread-safe.
 */
public final class ActionDefinition {

	/**
	 * What an action that returns nothing returns on the wire, where null has no place.
	 */
	private static final String NOTHING = "{}";

	private final String storeType;

	private final String name;

	private final Method method;

	private final MethodHandle handle;

	private final Supplier<?> bean;

	private final @Nullable ValueCodec<?> argsCodec;

	private final @Nullable ValueCodec<?> resultCodec;

	private ActionDefinition(String storeType, Supplier<?> bean, Method method, MethodHandle handle,
			ValueCodecs codecs) {
		this.storeType = storeType;
		this.bean = bean;
		this.name = name(method);
		this.method = method;
		this.handle = handle;
		Class<?>[] parameters = method.getParameterTypes();
		this.argsCodec = (parameters.length > 1) ? codecs.forType(parameters[1]) : null;
		this.resultCodec = (method.getReturnType() != void.class) ? codecs.forType(method.getReturnType()) : null;
	}

	static ActionDefinition of(String storeType, Supplier<?> bean, Method method, ValueCodecs codecs) {
		check(method);
		try {
			method.setAccessible(true);
			return new ActionDefinition(storeType, bean, method, MethodHandles.publicLookup().unreflect(method),
					codecs);
		}
		catch (IllegalAccessException | RuntimeException ex) {
			throw new InvalidActionException(method, ex);
		}
	}

	private static void check(Method method) {
		if (!ActionName.isName(name(method))) {
			throw new InvalidActionException(method, "has the name '" + name(method) + "', but an action's name is a "
					+ "letter, followed by at most 63 letters, digits, '_' and '-'");
		}
		Class<?>[] parameters = method.getParameterTypes();
		if (parameters.length < 1 || parameters.length > 2 || parameters[0] != ActionContext.class
				|| parameters.length == 2 && !parameters[1].isRecord()) {
			throw new InvalidActionException(method,
					"must take an ActionContext and at most one record with the arguments, in this order");
		}
	}

	private static String name(Method method) {
		Action action = method.getAnnotation(Action.class);
		return action.name().isEmpty() ? method.getName() : action.name();
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
		return this.method.getAnnotation(Action.class).value();
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
	 * @return a record class, or {@code null} if it takes none
	 */
	public @Nullable Class<?> argsType() {
		return (this.method.getParameterCount() > 1) ? this.method.getParameterTypes()[1] : null;
	}

	/**
	 * The type of its result.
	 * @return the type, possibly {@code void}
	 */
	public Class<?> resultType() {
		return this.method.getReturnType();
	}

	/**
	 * Decode arguments.
	 * @param json JSON text
	 * @return the arguments for {@link #invoke}
	 * @throws dev.syncedstore.core.state.InvalidValueException if they don't fit
	 */
	public @Nullable Object decode(String json) {
		return (this.argsCodec != null) ? this.argsCodec.read(json) : null;
	}

	/**
	 * Run the action on the calling thread.
	 * @param context what it works with
	 * @param args its decoded arguments, if it takes any
	 * @return its result as JSON text
	 * @throws Throwable whatever it throws
	 */
	public String invoke(ActionContext context, @Nullable Object args) throws Throwable {
		Object instance = this.bean.get();
		Object result = (this.argsCodec != null) ? this.handle.invoke(instance, context, args)
				: this.handle.invoke(instance, context);
		return encode(result);
	}

	@SuppressWarnings("unchecked")
	private String encode(@Nullable Object result) {
		if (this.resultCodec == null) {
			return NOTHING;
		}
		if (result == null) {
			throw new IllegalStateException(
					"Action " + this + " has returned null, which is no result: return Optional or a record");
		}
		return ((ValueCodec<Object>) this.resultCodec).write(result);
	}

	@Override
	public String toString() {
		return this.storeType + "." + this.name;
	}

}
