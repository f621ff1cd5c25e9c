package dev.syncedstore.autoconfigure.shop;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.SyncedStores;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import jakarta.persistence.EntityManager;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.MDC;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A service as applications have them.
 */
@Transactional
public class DatabaseBoxOffice implements BoxOffice {

	private final EntityManager entityManager;

	private final SyncedStores stores;

	private final ObservationRegistry observations;

	private final AtomicInteger slow = new AtomicInteger();

	private final CountDownLatch goOn = new CountDownLatch(1);

	DatabaseBoxOffice(EntityManager entityManager, SyncedStores stores, ObservationRegistry observations) {
		this.entityManager = entityManager;
		this.stores = stores;
		this.observations = observations;
	}

	private String observed() {
		Observation current = this.observations.getCurrentObservation();
		return (current != null) ? current.getContext().getName() : "unobserved";
	}

	/** How many slow bookings have begun. */
	@Override
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	public int slow() {
		return this.slow.get();
	}

	@Override
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	public void goOn() {
		this.goOn.countDown();
	}

	@Override
	public void bookSeat(String id, String seat) {
		this.entityManager.persist(new Booking(id, seat, null).during(MDC.get("request") + " " + observed()));
	}

	@Override
	public void bookTicket(String id, String ticket) {
		this.entityManager.persist(new Booking(id, null, ticket));
	}

	@Override
	public void bookAndFail(String id) {
		this.entityManager.persist(new Booking(id, null, null));
		throw new IllegalStateException("The printer is out of paper");
	}

	@Override
	@Transactional(propagation = Propagation.REQUIRES_NEW)
	public void bookOnTheSide(String id) {
		this.entityManager.persist(new Booking(id, null, null));
	}

	@Override
	@Transactional(propagation = Propagation.REQUIRES_NEW)
	public void bookSlowlyOnTheSide(String id) {
		this.slow.incrementAndGet();
		try {
			this.goOn.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.entityManager.persist(new Booking(id, null, null));
	}

	@Override
	@PreAuthorize("hasRole('ADMIN')")
	public void bookForAdmins(String id) {
		this.entityManager.persist(new Booking(id, null, null));
	}

	@Override
	public void bookAndTell(String id) {
		this.entityManager.persist(new Booking(id, null, null));
		this.stores.mutate(new SpaceId("shop", "told"), ShopMutators::put, new ShopMutators.Put(id, "told"),
				Actor.system());
	}

}
