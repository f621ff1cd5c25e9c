package dev.syncedstore.autoconfigure.collisions.entities;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/**
 * An entity of the application's, called like something of ours.
 */
@Entity
public class Client {

	@Id
	@GeneratedValue
	private Long id;

	private String title;

	protected Client() {
	}

	public Client(String title) {
		this.title = title;
	}

	public Long id() {
		return this.id;
	}

	public String title() {
		return this.title;
	}

}
