package dev.syncedstore.benchmarks.engine.jpa;

import java.time.Instant;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/**
 * A row of the log of commits.
 */
@Entity
@Table(schema = "synced_store", name = "commit_log")
class CommitRow {

	@EmbeddedId
	private CommitKey id = new CommitKey(0, 0);

	private long minVersion;

	private String checkpoint = "";

	private Instant committedAt = Instant.EPOCH;

	private String[] clientIds = {};

	private Long[] lastMutationIds = {};

	private String mutations = "";

	protected CommitRow() {
	}

	CommitRow(CommitKey id, String checkpoint, Instant committedAt, ClientMutation mutation) {
		this.id = id;
		this.minVersion = id.maxVersion();
		this.checkpoint = checkpoint;
		this.committedAt = committedAt;
		this.clientIds = new String[] { mutation.clientId() };
		this.lastMutationIds = new Long[] { mutation.id() };
		this.mutations = "[{\"user\":\"" + mutation.userId() + "\",\"client\":\"" + mutation.clientId()
				+ "\",\"first_id\":" + mutation.id() + ",\"mutations\":[\"edit\"]}]";
	}

	CommitKey id() {
		return this.id;
	}

	long minVersion() {
		return this.minVersion;
	}

	String checkpoint() {
		return this.checkpoint;
	}

	Instant committedAt() {
		return this.committedAt;
	}

	String[] clientIds() {
		return this.clientIds.clone();
	}

	Long[] lastMutationIds() {
		return this.lastMutationIds.clone();
	}

	String mutations() {
		return this.mutations;
	}

}
