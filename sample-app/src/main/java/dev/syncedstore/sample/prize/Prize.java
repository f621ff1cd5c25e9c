package dev.syncedstore.sample.prize;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * A prize, and how many there are of it.
 */
@Entity
class Prize {

	@Id
	private String id = "";

	private int stock;

	protected Prize() {
	}

	String id() {
		return this.id;
	}

	boolean take() {
		if (this.stock == 0) {
			return false;
		}
		this.stock--;
		return true;
	}

}
