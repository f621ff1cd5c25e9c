package dev.syncedstore.processor.model;

import java.util.List;

/**
 * A record, whose values are objects with a member for each component. Equal to itself
 * only, for it may contain itself.
 */
public final class RecordType implements NamedType {

	private final ClassName name;

	private final String description;

	/** Set once, before anybody asks. */
	private List<Component> components = List.of();

	private List<String> unknownConstraints = List.of();

	RecordType(ClassName name, String description) {
		this.name = name;
		this.description = description;
	}

	void complete(List<Component> all, List<String> onItself) {
		this.components = List.copyOf(all);
		this.unknownConstraints = List.copyOf(onItself);
	}

	@Override
	public ClassName name() {
		return this.name;
	}

	@Override
	public String description() {
		return this.description;
	}

	/**
	 * Its components.
	 * @return the components in their order
	 */
	public List<Component> components() {
		return this.components;
	}

	/**
	 * The constraints on the record as a whole, on itself or on methods such as
	 * {@code @AssertTrue boolean isInOrder()}, which only Java can check.
	 * @return where they are, for people
	 */
	public List<String> unknownConstraints() {
		return this.unknownConstraints;
	}

	@Override
	public String toString() {
		return this.name.toString();
	}

}
