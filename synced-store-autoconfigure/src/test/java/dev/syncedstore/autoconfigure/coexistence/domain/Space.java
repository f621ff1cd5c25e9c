package dev.syncedstore.autoconfigure.coexistence.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Space {

	@Id
	private long id;

	private long version;

	protected Space() {
	}

	public Space(long id, long version) {
		this.id = id;
		this.version = version;
	}

	public long getId() {
		return this.id;
	}

	public long getVersion() {
		return this.version;
	}

}
