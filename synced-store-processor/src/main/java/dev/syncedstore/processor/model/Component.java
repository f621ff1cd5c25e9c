package dev.syncedstore.processor.model;

/**
 * One component of a record, which is one member of an object.
 *
 * @param name its name
 * @param use its type
 * @param absence what stands for a member that isn't there
 * @param description what it is, possibly empty
 */
public record Component(String name, TypeUse use, Absence absence, String description) {

	/**
	 * What stands for a member that isn't there.
	 */
	public enum Absence {

		/** Nothing: it has to be there. */
		REFUSED,

		/** {@code null}. */
		NULL,

		/** An empty {@code Optional}. */
		EMPTY

	}

	/**
	 * Whether the member may be left out: the type allows it, and no constraint forbids
	 * it.
	 * @return {@code true} if it may
	 */
	public boolean isOptional() {
		return this.absence == Absence.EMPTY || (this.absence == Absence.NULL && !this.use.has(Constraint.Kind.NOT_NULL)
				&& !this.use.has(Constraint.Kind.NOT_BLANK) && !this.use.has(Constraint.Kind.NOT_EMPTY));
	}

}
