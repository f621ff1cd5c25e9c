package dev.syncedstore.autoconfigure.collisions.entities;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/**
 * An entity of the application's, called like something of ours.
 */
@Entity
public class Entry {

	@Id
	@GeneratedValue
	private Long id;

	private String title;

	protected Entry() {
	}

	public Entry(String title) {
		this.title = title;
	}

	public Long id() {
		return this.id;
	}

	public String title() {
		return this.title;
	}

}
