package dev.syncedstore.benchmarks.engine.jpa;

import java.time.Instant;
import java.util.UUID;

import dev.syncedstore.benchmarks.engine.EditItem;
import dev.syncedstore.benchmarks.engine.Item;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.transaction.support.TransactionOperations;

/**
 * Applies mutations as a capable team would without the library: each in a transaction of
 * its own that locks the space, makes sure that the mutation has not been applied before,
 * changes the entry, and writes version, client and log. It gets its arguments parsed,
 * and knows the space's row, so that it finds all rows by their primary keys.
 * Thread-safe.
 */
public class JpaWrites {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final EntityManager entityManager;

	private final TransactionOperations transactions;

	/**
	 * Create it.
	 * @param entityManager the application's
	 * @param transactions of the application
	 */
	public JpaWrites(EntityManager entityManager, TransactionOperations transactions) {
		this.entityManager = entityManager;
		this.transactions = transactions;
	}

	/**
	 * Apply a mutation, once.
	 * @param spaceId the row of the space
	 * @param mutation whose it is, and which
	 * @param args the arguments of the mutator
	 */
	public void apply(long spaceId, ClientMutation mutation, EditItem args) {
		this.transactions.executeWithoutResult((status) -> {
			SpaceRow space = this.entityManager.find(SpaceRow.class, spaceId, LockModeType.PESSIMISTIC_WRITE);
			ClientRow client = client(new ClientKey(spaceId, mutation.clientId()), mutation.userId());
			if (client.lastMutationId() >= mutation.id()) {
				return;
			}
			Instant now = Instant.now();
			space.advance(UUID.randomUUID().toString());
			client.processed(mutation.id(), now);
			edit(EntryKey.shared(spaceId, "items/" + args.id()), args, space.version());
			this.entityManager
				.persist(new CommitRow(new CommitKey(spaceId, space.version()), space.checkpoint(), now, mutation));
		});
	}

	private ClientRow client(ClientKey key, String userId) {
		ClientRow known = this.entityManager.find(ClientRow.class, key);
		if (known != null) {
			return known;
		}
		ClientRow added = new ClientRow(key, userId);
		this.entityManager.persist(added);
		return added;
	}

	private void edit(EntryKey key, EditItem args, long version) {
		EntryRow row = this.entityManager.find(EntryRow.class, key);
		Item before = (row != null) ? JSON.readValue(row.value(), Item.class) : Item.NONE;
		if (row == null) {
			row = new EntryRow(key);
			this.entityManager.persist(row);
		}
		row.change(JSON.writeValueAsString(before.edited(args.text())), version);
	}

}
