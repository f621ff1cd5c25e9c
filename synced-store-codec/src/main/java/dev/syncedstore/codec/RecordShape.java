package dev.syncedstore.codec;

import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A record, as an object with a member for each component.
 */
final class RecordShape implements Shape {

	private final Class<?> type;

	private final MethodHandle constructor;

	/** Set once, before anybody reads or writes: a record may contain itself. */
	private List<Component> components = List.of();

	private Map<String, Component> byName = Map.of();

	private List<Component> composites = List.of();

	/**
	 * Create the shape of a record, its components still unknown.
	 * @param type the record class
	 * @param constructor makes a record from an array of its components' values
	 */
	RecordShape(Class<?> type, MethodHandle constructor) {
		this.type = type;
		this.constructor = constructor;
	}

	void components(List<Component> components) {
		this.components = List.copyOf(components);
		this.byName = new HashMap<>();
		components.forEach((component) -> this.byName.put(component.name(), component));
		this.composites = components.stream().filter(Component::isComposite).toList();
	}

	@Override
	public Object read(JsonReader in) {
		in.beginObject();
		return readMembers(in, in.nextName(), new Names());
	}

	/**
	 * Read the rest of an object.
	 * @param in stands on the first member that isn't read yet, or on the end
	 * @param first that member's name
	 * @param others the names so far that are no components
	 * @return the record
	 */
	Object readMembers(JsonReader in, @Nullable String first, Names others) {
		@Nullable Object[] values = new @Nullable Object[this.components.size()];
		for (String name = first; name != null; name = in.nextName()) {
			Component component = this.byName.get(name);
			if (component != null) {
				component.read(in, values);
			}
			else if (others.add(name)) {
				in.skip();
			}
			else {
				throw in.problem(JsonReader.TWICE);
			}
		}
		for (Component component : this.components) {
			component.complete(in, values);
		}
		return construct(in, values);
	}

	@Override
	public void write(JsonWriter out, Object value) {
		out.beginObject();
		writeMembers(out, value);
		out.endObject();
	}

	void writeMembers(JsonWriter out, Object value) {
		this.type.cast(value);
		for (Component component : this.components) {
			component.write(out, value);
		}
	}

	@Override
	public boolean isImmutable(Object value) {
		for (Component component : this.composites) {
			if (!component.isImmutable(value)) {
				return false;
			}
		}
		return true;
	}

	private Object construct(JsonReader in, @Nullable Object[] values) {
		Object result;
		try {
			result = (Object) this.constructor.invokeExact(values);
		}
		catch (Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw in.problem(refusal(ex));
		}
		// Whoever wrote the record may have put a list of its own in place of ours.
		for (Component component : this.composites) {
			if (!component.isKept(result, values)) {
				in.foundMutable();
			}
		}
		return result;
	}

	private String refusal(Throwable ex) {
		return (ex instanceof IllegalArgumentException && ex.getMessage() != null) ? ex.getMessage()
				: "is refused by the constructor of " + this.type.getSimpleName();
	}

}
