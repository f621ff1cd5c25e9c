package dev.syncedstore.server.log;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.syncedstore.core.SpaceId;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The version log in the application's PostgreSQL. It uses the application's entity
 * manager for its transaction and connection alone: there are no entities, so naming
 * strategies, scanning and schema generation have nothing to work on. Thread-safe.
 */
public final class JpaVersionLog implements VersionLog {

	private final LogTransactions transactions;

	private final LogTables tables;

	private final JpaLockedSpace.Parts parts;

	private final CommitLogPartitions partitions;

	private final int clientsPerUser;

	private final RetentionSteps retention;

	private final Clock clock;

	/**
	 * Create a log. Its tables exist already: see {@link LogMigration}.
	 * @param entityManagerFactory the application's entity manager factory
	 * @param transactionManager its transaction manager
	 * @param schema the schema of the log
	 */
	public JpaVersionLog(EntityManagerFactory entityManagerFactory, PlatformTransactionManager transactionManager,
			String schema) {
		this(entityManagerFactory, transactionManager, LogSettings.of(schema));
	}

	/**
	 * Create a log. Its tables exist already: see {@link LogMigration}.
	 * @param entityManagerFactory the application's entity manager factory
	 * @param transactionManager its transaction manager
	 * @param settings what can be chosen
	 */
	public JpaVersionLog(EntityManagerFactory entityManagerFactory, PlatformTransactionManager transactionManager,
			LogSettings settings) {
		LogSchema logSchema = new LogSchema(settings.schema());
		this.transactions = new LogTransactions(entityManagerFactory, transactionManager);
		this.tables = LogTables.of(this.transactions, logSchema);
		this.parts = new JpaLockedSpace.Parts(this.transactions, this.tables, new CommitStatement(logSchema),
				new DeferredRows(this.transactions, logSchema));
		this.partitions = new CommitLogPartitions(this.transactions, logSchema);
		this.retention = new RetentionSteps(this.transactions, logSchema, this.partitions);
		this.clientsPerUser = settings.clientsPerUser();
		this.clock = settings.clock();
	}

	@Override
	public <R extends @Nullable Object> R write(SpaceId space, boolean create, Function<LockedSpace, R> work) {
		return this.transactions.inNew("change space " + space, () -> {
			SpaceHead head = this.tables.spaces().lock(space, create);
			return work.apply(new JpaLockedSpace(this.parts, new JpaSpaceSnapshot(this.tables, space, head)));
		});
	}

	@Override
	public List<CommitOutcome> commit(List<PresumedCommit> commits) {
		try {
			Set<Long> written = this.transactions.callAlone("change " + commits.size() + " spaces",
					(connection) -> this.parts.commitStatement().execute(connection, commits));
			return commits.stream()
				.map((commit) -> written.contains(commit.presumption().head().rowId()) ? CommitOutcome.WRITTEN
						: CommitOutcome.NOT_WRITTEN)
				.toList();
		}
		catch (RuntimeException ex) {
			return Collections.nCopies(commits.size(), new CommitOutcome.Failed(ex));
		}
	}

	@Override
	public <R extends @Nullable Object> R read(SpaceId space, Function<SpaceSnapshot, R> work) {
		return this.transactions.inNew("read space " + space, () -> {
			SpaceHead head = this.tables.spaces().find(space);
			return work.apply(new JpaSpaceSnapshot(this.tables, space, head));
		});
	}

	@Override
	public Map<SpaceId, SpaceHead> heads(Collection<SpaceId> spaces) {
		return this.transactions.inNew("read the heads of spaces", () -> this.tables.spaces().heads(spaces));
	}

	@Override
	public boolean claimClient(SpaceId space, String clientId, String userId) {
		return claim(space, clientId, userId) != ClientOwner.ANOTHER;
	}

	@Override
	public ClientOwner claim(SpaceId space, String clientId, String userId) {
		return this.transactions.inNew("claim a client of space " + space, () -> {
			// The lock keeps out a writer that has found the client unknown.
			SpaceHead head = this.tables.spaces().share(space);
			if (!head.isAlive()) {
				return ClientOwner.NOBODY;
			}
			ClientRows clients = this.tables.clients();
			clients.claim(head.rowId(), new ClientRows.Claim(clientId, userId, this.clock.instant()),
					this.clientsPerUser);
			ClientRecord client = clients.clients(head.rowId(), List.of(clientId)).get(clientId);
			if (client == null) {
				return ClientOwner.NOBODY;
			}
			return client.userId().equals(userId) ? ClientOwner.USER : ClientOwner.ANOTHER;
		});
	}

	@Override
	public List<SpaceId> migrating(int limit) {
		return this.transactions.inNew("list migrating spaces", () -> this.tables.spaces().migrating(limit));
	}

	@Override
	public long spacesCreatedToday(String userId) {
		return this.transactions.inNew("count the spaces of a user", () -> this.tables.spaces().createdToday(userId));
	}

	@Override
	public void sawClient(SpaceId space, String clientId, long acknowledgedId) {
		this.transactions.inNew("note a client of space " + space, () -> {
			// The lock keeps out a writer that has read the client already.
			SpaceHead head = this.tables.spaces().share(space);
			if (head.isAlive()) {
				this.tables.clients().seen(head.rowId(), clientId, acknowledgedId, this.clock.instant());
			}
			return head;
		});
	}

	@Override
	public List<SpaceId> spaces(String storeType, String afterInstanceId, int limit) {
		return this.transactions.inNew("list spaces",
				() -> this.tables.spaces().list(storeType, afterInstanceId, limit));
	}

	@Override
	public RetentionStep retain(RetentionRules rules, Instant now) {
		return this.retention.take(rules, now);
	}

	/**
	 * Make room in the log of commits; without it, commits go to one partition that can't
	 * be dropped later.
	 */
	@Override
	public void prepare(LocalDate today) {
		this.partitions.create(today);
	}

}
