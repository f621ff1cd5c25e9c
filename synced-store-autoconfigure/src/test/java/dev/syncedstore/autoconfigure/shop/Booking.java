package dev.syncedstore.autoconfigure.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;

import org.springframework.data.annotation.CreatedBy;
import org.springframework.data.jpa.domain.support.AuditingEntityListener;

/**
 * An entity of the application's. No seat is booked twice; a ticket is checked at the
 * commit only.
 */
@Entity
@EntityListeners(AuditingEntityListener.class)
public class Booking {

	@Id
	private String id = "";

	@Column(unique = true)
	private String seat;

	private String ticket;

	private String request;

	@CreatedBy
	private String createdBy;

	protected Booking() {
	}

	Booking(String id, String seat, String ticket) {
		this.id = id;
		this.seat = seat;
		this.ticket = ticket;
	}

	public String getId() {
		return this.id;
	}

	public String getSeat() {
		return this.seat;
	}

	Booking during(String request) {
		this.request = request;
		return this;
	}

	public String getRequest() {
		return this.request;
	}

	public String getTicket() {
		return this.ticket;
	}

	public String getCreatedBy() {
		return this.createdBy;
	}

}
