package dev.syncedstore.test.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.server.log.ChangePosition;
import dev.syncedstore.server.log.ChangeQuery;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.NonceWindow;
import dev.syncedstore.server.log.ProcessedMutation;
import dev.syncedstore.server.log.RetentionRules;
import dev.syncedstore.server.log.RetentionStep;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the history of every {@link dev.syncedstore.server.log.VersionLog} ends, begins
 * anew, and is forgotten.
 */
public abstract class VersionLogHistoryContract extends VersionLogPresumptionContract {

	private static final RetentionRules RULES = new RetentionRules(Duration.ofDays(7), Duration.ofDays(7),
			Duration.ofDays(90), 100);

	/** A log goes through everything once a day, so each test has days of its own. */
	private static final AtomicInteger ERAS = new AtomicInteger();

	private final Instant era = Instant.parse("2030-01-01T12:00:00Z")
		.plus(Duration.ofDays(1_000L * ERAS.incrementAndGet()));

	@Test
	void nothingOfADeletedSpaceCanBeReadOrBroughtBack() {
		append(1, set("todos/a", "1"), deleted("todos/b"));
		log().claimClient(space(), "c1", "alice");
		SpaceHead head = delete();
		assertThat(head.deleted()).isTrue();
		assertThat(head.exists()).isTrue();
		assertThat(head.isAlive()).isFalse();
		assertThat(head.version()).isEqualTo(2);
		log().read(space(), (snapshot) -> {
			assertThat(snapshot.head()).isEqualTo(head);
			assertThat(snapshot.entries().get("todos/a")).isNull();
			assertThat(snapshot.allEntries(1_000)).isSameAs(Entries.EMPTY);
			assertThat(snapshot.clients(List.of("c1"))).isEmpty();
			assertThat(snapshot.checkpointAt(1)).isNull();
			assertThat(snapshot.changes(new ChangeQuery("al", new ChangePosition(0, ""), 0, 1_000)).changes())
				.isEmpty();
			CommittedBatch told = Objects.requireNonNull(snapshot.changesSince(0));
			assertThat(told.head().deleted()).isTrue();
			assertThat(told.patches()).isEmpty();
			return null;
		});
		assertThat(log().heads(List.of(space()))).containsEntry(space(), head);
		assertThat(log().<SpaceHead>write(space(), true, (locked) -> locked.head())).isEqualTo(head);
		assertThat(log().claimClient(space(), "c2", "bob")).isTrue();
		log().sawClient(space(), "c1", 1);
		assertThat(log().spaces("todo", "", 100_000)).doesNotContain(space());
	}

	@Test
	void aSpaceThatNeverWasCanBeDeleted() {
		log().write(space(), true, (locked) -> {
			locked.delete("end", Instant.EPOCH);
			return null;
		});
		assertThat(head().deleted()).isTrue();
		assertThat(head().version()).isEqualTo(1);
	}

	@Test
	void aDeletionThatIsRolledBackHasDeletedNothing() {
		SpaceHead before = append(1, set("todos/a", "1"));
		try {
			log().write(space(), false, (locked) -> {
				locked.delete("end", Instant.EPOCH);
				assertThat(locked.head().deleted()).isTrue();
				throw new IllegalStateException("no");
			});
		}
		catch (IllegalStateException ex) {
			assertThat(head()).isEqualTo(before);
		}
	}

	@Test
	void anotherEpochLeavesEverythingElseAsItIs() {
		SpaceHead before = append(2, set("todos/a", "1"));
		log().write(space(), false, (locked) -> {
			locked.replaceEpoch("another");
			assertThat(locked.head().epoch()).isEqualTo("another");
			return null;
		});
		assertThat(head()).isEqualTo(new SpaceHead(before.rowId(), "another", 2, before.checkpoint(), before.horizon(),
				false, before.schema(), before.size()));
		assertThat(append(3, set("todos/b", "1")).epoch()).isEqualTo("another");
		log().read(space(), (snapshot) -> {
			assertThat(snapshot.allEntries(10_000)).isNotNull();
			assertThat(snapshot.entries().get("todos/a")).isNotNull();
			return null;
		});
	}

	@Test
	void aSpaceThatIsGoneBeginsAnewWithAnEpochOfItsOwn() {
		log().write(space(), false, (locked) -> {
			locked.replaceEpoch("another");
			return null;
		});
		assertThat(head().exists()).isTrue();
		assertThat(head().epoch()).isEqualTo("another");
		assertThat(head().version()).isZero();
		assertThat(append(1, set("todos/a", "1")).epoch()).isEqualTo("another");
	}

	@Test
	void spacesComeInPagesByTheirIds() {
		String type = "t" + UUID.randomUUID();
		for (String instance : List.of("b", "A", "a", "0", "~")) {
			log().write(new SpaceId(type, "x" + instance), true, (locked) -> null);
		}
		List<SpaceId> first = log().spaces(type, "", 3);
		assertThat(first).extracting(SpaceId::instanceId).containsExactly("x0", "xA", "xa");
		assertThat(log().spaces(type, "xa", 3)).extracting(SpaceId::instanceId).containsExactly("xb", "x~");
		assertThat(log().spaces(type, "x~", 3)).isEmpty();
	}

	@Test
	void tracesOfOldDeletionsGoAndTheHorizonMovesToTheLastOldCommit() {
		appendAt(0, 1, set("todos/a", "1"), set("todos/b", "1"), set("$$pu/al/todos/a", "1"));
		appendAt(1, 3, deleted("todos/a"), deleted("$$pu/al/todos/a"));
		appendAt(9, 4, deleted("todos/b"), set("todos/c", "1"));
		assertThat(page(1)).containsExactly("3 $$pu/al/todos/a", "3 todos/a", "4 todos/b", "4 todos/c");
		retain(10);
		assertThat(head().horizon()).isEqualTo(3);
		assertThat(page(1)).containsExactly("4 todos/b", "4 todos/c");
		log().read(space(), (snapshot) -> {
			assertThat(snapshot.checkpointAt(1)).isNull();
			assertThat(snapshot.checkpointAt(3)).as("the horizon itself is known").isEqualTo("checkpoint-3");
			assertThat(snapshot.changesSince(1)).isNull();
			assertThat(Objects.requireNonNull(snapshot.changesSince(3)).minVersion()).isEqualTo(4);
			return null;
		});
		append(5, set("todos/a", "again"));
		assertThat(page(3)).containsExactly("4 todos/b", "4 todos/c", "5 todos/a");
	}

	@Test
	void aSpaceInWhichNothingHappensKeepsItsCheckpoint() {
		appendAt(0, 2, set("todos/a", "1"));
		retain(40);
		assertThat(head().horizon()).isEqualTo(2);
		append(3, set("todos/b", "1"));
		log().read(space(), (snapshot) -> {
			assertThat(snapshot.checkpointAt(2)).isEqualTo("checkpoint-2");
			return null;
		});
	}

	@Test
	void whatIsYoungIsKept() {
		appendAt(4, 1, set("todos/a", "1"));
		SpaceHead before = appendAt(5, 2, deleted("todos/a"));
		retain(10);
		assertThat(head()).isEqualTo(before);
		assertThat(page(1)).containsExactly("2 todos/a");
	}

	@Test
	void aClientThatWasNotSeenForLongAndHasAcknowledgedEverythingIsForgottenButForWhoseItIs() {
		write(0, client("done", 7, 7), client("pending", 7, 6));
		write(50, client("young", 7, 7));
		retain(100);
		assertThat(found("done").lastMutationId()).isZero();
		assertThat(found("done").nonces()).isEqualTo(NonceWindow.EMPTY);
		assertThat(found("pending").lastMutationId()).isEqualTo(7);
		assertThat(found("young").lastMutationId()).isEqualTo(7);
		assertThat(log().claimClient(space(), "done", "mallory")).isFalse();
		assertThat(log().claimClient(space(), "done", "alice")).isTrue();
	}

	@Test
	void whatAClientThatWasSeenHasAcknowledgedIsNoted() {
		RejectedMutation second = new RejectedMutation("c1", 2, "rejected", "");
		RejectedMutation third = new RejectedMutation("c1", 3, "rejected", "");
		log().write(space(), true, (locked) -> {
			locked.append(new SpaceCommit(3, "checkpoint-3", this.era, List.of(),
					List.of(new ClientRecord("c1", "alice", 3, 0, NonceWindow.EMPTY, List.of(second, third))), Map.of(),
					List.of(processed(1, null), processed(2, "rejected"), processed(3, "rejected"))));
			return null;
		});
		Instant before = found("c1").seenAt();
		log().sawClient(space(), "c1", 2);
		assertThat(found("c1").acknowledgedMutationId()).isEqualTo(2);
		assertThat(found("c1").rejections()).containsExactly(third);
		assertThat(found("c1").seenAt()).isNotEqualTo(before);
		log().sawClient(space(), "c1", 1);
		assertThat(found("c1").acknowledgedMutationId()).as("never back").isEqualTo(2);
		log().sawClient(space(), "c1", 100);
		assertThat(found("c1").acknowledgedMutationId()).as("never beyond what was processed").isEqualTo(3);
		log().sawClient(space(), "nobody", 100);
	}

	private SpaceHead delete() {
		log().write(space(), false, (locked) -> {
			locked.delete("end", Instant.EPOCH);
			return null;
		});
		return head();
	}

	private void retain(int day) {
		RetentionStep step = RetentionStep.MORE;
		while (step == RetentionStep.MORE) {
			step = log().retain(RULES, this.era.plus(Duration.ofDays(day)));
		}
	}

	private SpaceHead appendAt(int day, long version, Change... changes) {
		return append(version, this.era.plus(Duration.ofDays(day)), changes);
	}

	private void write(int day, ClientRecord... clients) {
		log().write(space(), true, (locked) -> {
			locked.append(new SpaceCommit(locked.head().version(), "", this.era.plus(Duration.ofDays(day)), List.of(),
					List.of(clients), Map.of(), List.of()));
			return null;
		});
	}

	private static ClientRecord client(String id, long last, long acknowledged) {
		return new ClientRecord(id, "alice", last, acknowledged, NonceWindow.EMPTY.with(List.of("a", "b"), 0),
				List.of());
	}

	private static ProcessedMutation processed(long id, @Nullable String code) {
		return new ProcessedMutation(id, "c1", "alice", id, "change", code, "");
	}

	private ClientRecord found(String clientId) {
		return log().read(space(), (snapshot) -> snapshot.clients(List.of(clientId)).get(clientId));
	}

	private List<String> page(long after) {
		return log()
			.read(space(),
					(snapshot) -> snapshot
						.changes(new ChangeQuery("al", ChangePosition.endOf(after), after, 1_000_000)))
			.changes()
			.stream()
			.map((change) -> change.version() + " " + change.patch().key())
			.toList();
	}

}
