package dev.syncedstore.autoconfigure.shop;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.SyncedStores;
import jakarta.persistence.EntityManager;
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

	DatabaseBoxOffice(EntityManager entityManager, SyncedStores stores) {
		this.entityManager = entityManager;
		this.stores = stores;
	}

	@Override
	public void bookSeat(String id, String seat) {
		this.entityManager.persist(new Booking(id, seat, null).during(MDC.get("request")));
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
