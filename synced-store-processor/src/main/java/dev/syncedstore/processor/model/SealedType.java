package dev.syncedstore.processor.model;

import java.util.List;

/**
 * A sealed interface of records, whose values are objects with a member {@code type},
 * which is the record's simple name. Equal to itself only.
 */
public final class SealedType implements NamedType {

	/** The member that says which record it is. */
	public static final String TYPE = "type";

	private final ClassName name;

	private final String description;

	/** Set once, before anybody asks. */
	private List<RecordType> permitted = List.of();

	SealedType(ClassName name, String description) {
		this.name = name;
		this.description = description;
	}

	void complete(List<RecordType> records) {
		this.permitted = List.copyOf(records);
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
	 * The records that it permits, also by other sealed interfaces.
	 * @return the records, with simple names that differ
	 */
	public List<RecordType> permitted() {
		return this.permitted;
	}

	@Override
	public String toString() {
		return this.name.toString();
	}

}
