package dev.syncedstore.server.member;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * All hooks of a server. Made once at start; immutable and thread-safe.
 */
public final class HookCatalog {

	/** No hooks. */
	public static final HookCatalog EMPTY = new HookCatalog();

	private static final Map<Class<? extends Annotation>, Class<?>> EVENTS = Map.of(OnSpaceCreated.class,
			SpaceCreated.class, OnUserAdded.class, UserAdded.class, OnUserRemoved.class, UserRemoved.class);

	private final Map<String, Map<Class<?>, List<Hook>>> byStoreType = new HashMap<>();

	private HookCatalog() {
	}

	/**
	 * Find the hooks of some beans.
	 * @param beans instances of classes with {@link SpaceHooks}, or proxies of such
	 * @return the catalog
	 * @throws InvalidHookException if a class or method can't be used
	 */
	public static HookCatalog of(Collection<?> beans) {
		HookCatalog catalog = new HookCatalog();
		beans.forEach((bean) -> catalog.addAll(bean.getClass(), () -> bean));
		return catalog;
	}

	/**
	 * Find the hooks of some beans that are not there yet.
	 * @param beans classes with {@link SpaceHooks}, and what gives an instance whenever a
	 * hook runs
	 * @return the catalog
	 * @throws InvalidHookException if a class or method can't be used
	 */
	public static HookCatalog of(Map<Class<?>, Supplier<?>> beans) {
		HookCatalog catalog = new HookCatalog();
		beans.forEach(catalog::addAll);
		return catalog;
	}

	/**
	 * Check that all hooks belong to store types that there are.
	 * @param known the store types that have mutators
	 * @return this catalog
	 * @throws InvalidHookException if one does not
	 */
	public HookCatalog within(Collection<String> known) {
		for (Map.Entry<String, Map<Class<?>, List<Hook>>> type : this.byStoreType.entrySet()) {
			if (!known.contains(type.getKey())) {
				throw new InvalidHookException(type.getValue().values().iterator().next().get(0).method,
						"is for store type " + type.getKey()
								+ ", which has no mutators: is the type of @SpaceHooks that of your @Mutators?");
			}
		}
		return this;
	}

	/**
	 * Whether somebody wants to know when spaces come into being.
	 * @param storeType the store type of the spaces
	 * @return {@code true} if there is a hook
	 */
	public boolean hasOnSpaceCreated(String storeType) {
		return !find(storeType, SpaceCreated.class).isEmpty();
	}

	/**
	 * Run the hooks for a space that comes into being.
	 * @param context what they read and change
	 * @param event what has happened
	 */
	public void spaceCreated(MutationContext context, SpaceCreated event) {
		run(context, event.space(), event);
	}

	/**
	 * Run the hooks for a user who comes.
	 * @param context what they read and change
	 * @param event what has happened
	 */
	public void userAdded(MutationContext context, UserAdded event) {
		run(context, event.space(), event);
	}

	/**
	 * Run the hooks for a user who goes.
	 * @param context what they read and change
	 * @param event what has happened
	 */
	public void userRemoved(MutationContext context, UserRemoved event) {
		run(context, event.space(), event);
	}

	private void run(MutationContext context, SpaceId space, Object event) {
		find(space.storeType(), event.getClass()).forEach((hook) -> hook.run(context, event));
	}

	private List<Hook> find(String storeType, Class<?> event) {
		return this.byStoreType.getOrDefault(storeType, Map.of()).getOrDefault(event, List.of());
	}

	private void addAll(Class<?> beanType, Supplier<?> bean) {
		Class<?> hooksClass = hooksClass(beanType);
		String storeType = hooksClass.getAnnotation(SpaceHooks.class).type();
		if (!SpaceId.isStoreType(storeType)) {
			throw new InvalidHookException(hooksClass,
					"has @SpaceHooks(type = \"" + storeType + "\"), which is not a store type");
		}
		boolean any = false;
		for (Method method : hooksClass.getDeclaredMethods()) {
			Class<?> event = event(method);
			if (event != null && !method.isBridge()) {
				add(storeType, event, method, bean);
				any = true;
			}
		}
		if (!any) {
			throw new InvalidHookException(hooksClass,
					"has no hooks: annotate a method with @OnSpaceCreated, @OnUserAdded or @OnUserRemoved");
		}
	}

	private void add(String storeType, Class<?> event, Method method, Supplier<?> bean) {
		if (!Modifier.isPublic(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
			throw new InvalidHookException(method, "is not a public method of an instance");
		}
		Class<?>[] parameters = method.getParameterTypes();
		if (method.getReturnType() != void.class || parameters.length != 2 || parameters[0] != MutationContext.class
				|| parameters[1] != event) {
			throw new InvalidHookException(method,
					"must return void and take a MutationContext and a " + event.getSimpleName() + ", in this order");
		}
		method.setAccessible(true);
		this.byStoreType.computeIfAbsent(storeType, (type) -> new LinkedHashMap<>())
			.computeIfAbsent(event, (type) -> new ArrayList<>())
			.add(new Hook(method, bean));
	}

	private static @Nullable Class<?> event(Method method) {
		for (Map.Entry<Class<? extends Annotation>, Class<?>> event : EVENTS.entrySet()) {
			if (method.isAnnotationPresent(event.getKey())) {
				return event.getValue();
			}
		}
		return null;
	}

	/** The class that bears the annotation, also where the instance is a proxy's. */
	private static Class<?> hooksClass(Class<?> beanType) {
		for (Class<?> type = beanType; type != null; type = type.getSuperclass()) {
			if (type.isAnnotationPresent(SpaceHooks.class)) {
				return type;
			}
		}
		throw new InvalidHookException(beanType, "is not annotated with @SpaceHooks(type = \"...\")");
	}

	/**
	 * One hook.
	 *
	 * @param method the method
	 * @param bean gives what has it
	 */
	private record Hook(Method method, Supplier<?> bean) {

		void run(MutationContext context, Object event) {
			try {
				this.method.invoke(this.bean.get(), context, event);
			}
			catch (java.lang.reflect.InvocationTargetException ex) {
				Throwable cause = ex.getCause();
				if (cause instanceof RuntimeException failure) {
					throw failure;
				}
				if (cause instanceof Error failure) {
					throw failure;
				}
				throw new IllegalStateException("Hook " + this.method + " has failed", cause);
			}
			catch (IllegalAccessException ex) {
				throw new IllegalStateException("Hook " + this.method + " can't be called", ex);
			}
		}

	}

}
