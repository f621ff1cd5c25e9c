package dev.syncedstore.server.action;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.ValueCodecs;
import org.jspecify.annotations.Nullable;

/**
 * All actions of a server, by store type and name. Made once at start; immutable and
 * thread-safe.
 */
public final class ActionCatalog {

	/** No actions. */
	public static final ActionCatalog EMPTY = new ActionCatalog();

	private final Map<String, Map<String, ActionDefinition>> byStoreType = new TreeMap<>();

	private ActionCatalog() {
	}

	/**
	 * Find the actions of some beans.
	 * @param beans instances of classes with {@link Actions}, or proxies of such
	 * @param codecs makes the codecs of arguments and results
	 * @return the catalog
	 * @throws InvalidActionException if a class or method can't be used, or two actions
	 * of a type have one name
	 */
	public static ActionCatalog of(Collection<?> beans, ValueCodecs codecs) {
		ActionCatalog catalog = new ActionCatalog();
		beans.forEach((bean) -> catalog.addAll(bean.getClass(), () -> bean, codecs));
		return catalog;
	}

	/**
	 * Find the actions of some beans that are not there yet.
	 * @param beans classes with {@link Actions}, and what gives an instance whenever an
	 * action runs
	 * @param codecs makes the codecs of arguments and results
	 * @return the catalog
	 * @throws InvalidActionException if a class or method can't be used, or two actions
	 * of a type have one name
	 */
	public static ActionCatalog of(Map<Class<?>, Supplier<?>> beans, ValueCodecs codecs) {
		ActionCatalog catalog = new ActionCatalog();
		beans.forEach((type, bean) -> catalog.addAll(type, bean, codecs));
		return catalog;
	}

	/**
	 * Check that all actions belong to store types that there are.
	 * @param known the store types that have mutators
	 * @return this catalog
	 * @throws InvalidActionException if one does not
	 */
	public ActionCatalog within(Collection<String> known) {
		for (Map<String, ActionDefinition> actions : this.byStoreType.values()) {
			ActionDefinition first = actions.values().iterator().next();
			if (!known.contains(first.storeType())) {
				throw new InvalidActionException(first.method(), "belongs to store type " + first.storeType()
						+ ", which has no mutators: is the type of @Actions that of your @Mutators?");
			}
		}
		return this;
	}

	/**
	 * The actions of a store type.
	 * @param storeType the store type
	 * @return the actions by name, empty for an unknown type
	 */
	public Map<String, ActionDefinition> actions(String storeType) {
		return Collections.unmodifiableMap(this.byStoreType.getOrDefault(storeType, Map.of()));
	}

	/**
	 * The action with a name.
	 * @param storeType the store type
	 * @param name the action's name
	 * @return the action, or {@code null} if there is none
	 */
	public @Nullable ActionDefinition find(String storeType, String name) {
		return this.byStoreType.getOrDefault(storeType, Map.of()).get(name);
	}

	/**
	 * Whether there are none.
	 * @return {@code true} if no store type has actions
	 */
	public boolean isEmpty() {
		return this.byStoreType.isEmpty();
	}

	/**
	 * The store types that have actions.
	 * @return their names
	 */
	public Set<String> storeTypes() {
		return Collections.unmodifiableSet(this.byStoreType.keySet());
	}

	private void addAll(Class<?> beanType, Supplier<?> bean, ValueCodecs codecs) {
		Class<?> actionsClass = actionsClass(beanType);
		String storeType = actionsClass.getAnnotation(Actions.class).type();
		if (!SpaceId.isStoreType(storeType)) {
			throw new InvalidActionException(actionsClass,
					"@Actions(type = \"" + storeType + "\") is not a store type");
		}
		for (Method method : actionsClass.getDeclaredMethods()) {
			if (method.isAnnotationPresent(Action.class)
					&& (!Modifier.isPublic(method.getModifiers()) || Modifier.isStatic(method.getModifiers()))) {
				throw new InvalidActionException(method, "is not a public method of an instance");
			}
		}
		for (Method method : actionsClass.getMethods()) {
			if (method.isAnnotationPresent(Action.class) && !method.isBridge()) {
				add(ActionDefinition.of(storeType, bean, method, codecs));
			}
		}
	}

	private void add(ActionDefinition definition) {
		ActionDefinition other = this.byStoreType.computeIfAbsent(definition.storeType(), (type) -> new TreeMap<>())
			.putIfAbsent(definition.name(), definition);
		if (other != null) {
			throw new InvalidActionException(definition.method(),
					"has the same name as " + InvalidActionException.describe(other.method())
							+ ": rename one, or give it another name by " + "@Action(name = \"...\")");
		}
	}

	/** The class that bears the annotation, also where the instance is a proxy's. */
	private static Class<?> actionsClass(Class<?> beanType) {
		for (Class<?> type = beanType; type != null; type = type.getSuperclass()) {
			if (type.isAnnotationPresent(Actions.class)) {
				return type;
			}
		}
		throw new InvalidActionException(beanType, "is not annotated with @Actions(type = \"...\")");
	}

}
