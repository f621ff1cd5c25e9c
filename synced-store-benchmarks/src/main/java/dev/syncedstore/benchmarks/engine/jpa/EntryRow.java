package dev.syncedstore.benchmarks.engine.jpa;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/**
 * An entry.
 */
@Entity
@Table(schema = "synced_store", name = "entry")
class EntryRow {

	@EmbeddedId
	private EntryKey id = EntryKey.shared(0, "");

	private String value = "";

	private long version;

	protected EntryRow() {
	}

	EntryRow(EntryKey id) {
		this.id = id;
	}

	EntryKey id() {
		return this.id;
	}

	String value() {
		return this.value;
	}

	long version() {
		return this.version;
	}

	void change(String value, long version) {
		this.value = value;
		this.version = version;
	}

}
