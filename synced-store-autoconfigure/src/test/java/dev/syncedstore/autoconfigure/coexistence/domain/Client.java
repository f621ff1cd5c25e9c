package dev.syncedstore.autoconfigure.coexistence.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Client {

	@Id
	private long id;

	private long version;

	protected Client() {
	}

	public Client(long id, long version) {
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
