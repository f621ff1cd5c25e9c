package dev.syncedstore.benchmarks.engine.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A space.
 */
@Entity
@Table(schema = "synced_store", name = "space")
class SpaceRow {

	@Id
	private long id;

	@Column(nullable = false)
	private long version;

	private String checkpoint = "";

	protected SpaceRow() {
	}

	long id() {
		return this.id;
	}

	long version() {
		return this.version;
	}

	void advance(String checkpoint) {
		this.version++;
		this.checkpoint = checkpoint;
	}

	String checkpoint() {
		return this.checkpoint;
	}

}
