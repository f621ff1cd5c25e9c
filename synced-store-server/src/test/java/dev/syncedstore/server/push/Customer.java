package dev.syncedstore.server.push;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * An entity of the application's.
 */
@Entity
public class Customer {

	@Id
	private String name = "";

	protected Customer() {
	}

	Customer(String name) {
		this.name = name;
	}

	public String getName() {
		return this.name;
	}

}
