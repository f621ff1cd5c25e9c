package dev.syncedstore.sample.prize;

import dev.syncedstore.sample.todo.PrizeStock;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands prizes out. It joins the transaction of the mutation that asks: if that is
 * rejected in the end, the prize is back.
 */
// tag::service[]
@Service
class Prizes implements PrizeStock {

	private final EntityManager entityManager;

	Prizes(EntityManager entityManager) {
		this.entityManager = entityManager;
	}

	@Override
	@Transactional
	public boolean take(String prizeId) {
		// Locked, for other lists hand out the same prizes at the same time.
		Prize prize = this.entityManager.find(Prize.class, prizeId, LockModeType.PESSIMISTIC_WRITE);
		return prize != null && prize.take();
	}

}
// end::service[]
