package dev.syncedstore.benchmarks.engine.jpa;

import java.time.Instant;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/**
 * A client of a space.
 */
@Entity
@Table(schema = "synced_store", name = "client")
class ClientRow {

	@EmbeddedId
	private ClientKey id = new ClientKey(0, "");

	private String userId = "";

	private long lastMutationId;

	private long acknowledgedMutationId;

	private Instant lastSeenAt = Instant.EPOCH;

	protected ClientRow() {
	}

	ClientRow(ClientKey id, String userId) {
		this.id = id;
		this.userId = userId;
	}

	ClientKey id() {
		return this.id;
	}

	String userId() {
		return this.userId;
	}

	long lastMutationId() {
		return this.lastMutationId;
	}

	void processed(long mutationId, Instant now) {
		this.acknowledgedMutationId = this.lastMutationId;
		this.lastMutationId = mutationId;
		this.lastSeenAt = now;
	}

	long acknowledgedMutationId() {
		return this.acknowledgedMutationId;
	}

	Instant lastSeenAt() {
		return this.lastSeenAt;
	}

}
