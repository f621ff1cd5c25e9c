package dev.syncedstore.processor.model;

import java.util.List;

/**
 * The name of a class.
 *
 * @param packageName its package, empty for the unnamed one
 * @param simpleNames its simple name, after those of the classes around it
 */
public record ClassName(String packageName, List<String> simpleNames) implements Comparable<ClassName> {

	public ClassName {
		simpleNames = List.copyOf(simpleNames);
	}

	/**
	 * Its own name.
	 * @return the name without package and outer classes
	 */
	public String simpleName() {
		return this.simpleNames.get(this.simpleNames.size() - 1);
	}

	/**
	 * As it stands in Java source.
	 * @return the canonical name
	 */
	public String canonicalName() {
		String name = String.join(".", this.simpleNames);
		return this.packageName.isEmpty() ? name : this.packageName + "." + name;
	}

	@Override
	public int compareTo(ClassName other) {
		return canonicalName().compareTo(other.canonicalName());
	}

	@Override
	public String toString() {
		return canonicalName();
	}

}
