package dev.syncedstore.test.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.syncedstore.core.MutationSource;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.delivery.ParkedDelivery;
import dev.syncedstore.server.log.CommitOutcome;
import dev.syncedstore.server.log.Deliveries;
import dev.syncedstore.server.log.Delivery;
import dev.syncedstore.server.log.Growth;
import dev.syncedstore.server.log.PresumedCommit;
import dev.syncedstore.server.log.Presumption;
import dev.syncedstore.server.log.SentMutation;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSize;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.log.VersionedPatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * How every {@link VersionLog} keeps what spaces send to each other, and what they have.
 */
public abstract class VersionLogOtherSpacesContract extends VersionLogSchemaContract {

	private final SpaceId from = new SpaceId("todo", UUID.randomUUID().toString());

	private final SpaceId to = new SpaceId("journal", UUID.randomUUID().toString());

	@Test
	void whatACommitSendsIsInTheInboxOfTheOtherSpaceInOrder() {
		send("a", "b");
		send("c");
		List<Delivery> inbox = inbox(10);
		assertThat(inbox).extracting(Delivery::args).containsExactly("\"a\"", "\"b\"", "\"c\"");
		assertThat(inbox).extracting(Delivery::id).isSorted();
		assertThat(inbox.get(2).source()).isEqualTo(new MutationSource(this.from, "alice", "addTodo", 2));
		assertThat(inbox.get(0)).returns("append", Delivery::mutator)
			.returns(3, Delivery::hops)
			.returns(2, Delivery::schemaVersion)
			.returns("alice", Delivery::userId)
			.returns(false, Delivery::isOld);
		assertThat(inbox(2)).hasSize(2);
		assertThat(log().deliveries().targets(Duration.ZERO, 1_000)).contains(this.to);
		assertThat(log().deliveries().targets(Duration.ofHours(1), 1_000)).doesNotContain(this.to);
		assertThat(log().deliveries().wishes(this.to, 10)).containsExactly(new Deliveries.Wish("alice", "append", 2));
	}

	@Test
	void whatIsPresumedWrongSendsNothing() {
		SpaceHead before = send("a");
		SpaceHead wrong = new SpaceHead(before.rowId(), before.epoch(), before.version(), "another", 0);
		assertThat(log().commit(List.of(presuming(wrong, sending(2, "b"))))).containsExactly(CommitOutcome.NOT_WRITTEN);
		assertThat(log().commit(List.of(presuming(before, sending(2, "c"))))).containsExactly(CommitOutcome.WRITTEN);
		assertThat(inbox(10)).extracting(Delivery::args).containsExactly("\"a\"", "\"c\"");
	}

	@Test
	void whatIsSettledIsGoneOrParkedUntilAnOperatorWantsIt() {
		send("a", "b", "c");
		List<Delivery> inbox = inbox(10);
		log().write(this.to, true, (locked) -> {
			locked.settle(List.of(inbox.get(0).id()), Map.of(inbox.get(1).id(), "rejected: No"));
			return null;
		});
		assertThat(inbox(10)).containsExactly(inbox.get(2));
		ParkedDelivery parked = log().deliveries().list(inbox.get(1).id() - 1, 1).get(0);
		assertThat(parked).returns(this.to, ParkedDelivery::target)
			.returns("rejected: No", ParkedDelivery::failure)
			.returns("append", ParkedDelivery::mutator)
			.returns(inbox.get(1).source(), ParkedDelivery::source);
		assertThat(log().deliveries().sizes().parked()).isPositive();
		assertThat(log().deliveries().discard(inbox.get(2).id())).as("it is not parked").isFalse();
		assertThat(log().deliveries().retry(parked.id())).isTrue();
		assertThat(log().deliveries().retry(parked.id())).isFalse();
		assertThat(inbox(10)).extracting(Delivery::args).containsExactly("\"b\"", "\"c\"");
	}

	@Test
	void whatWasParkedLongAgoIsForgotten() {
		send("a");
		long id = inbox(1).get(0).id();
		log().write(this.to, true, (locked) -> {
			locked.settle(List.of(), Map.of(id, "rejected: No"));
			return null;
		});
		assertThat(log().deliveries().forgetParked(Instant.EPOCH, 100)).isZero();
		assertThat(log().deliveries().forgetParked(Instant.now().plusSeconds(3_600), 100)).isPositive();
		assertThat(log().deliveries().list(id - 1, 1)).isEmpty();
	}

	@Test
	void workThatThrowsSettlesNothing() {
		send("a");
		Delivery delivery = inbox(1).get(0);
		assertThatIllegalStateException().isThrownBy(() -> log().write(this.to, true, (locked) -> {
			locked.settle(List.of(delivery.id()), Map.of());
			throw new IllegalStateException("no");
		}));
		assertThat(inbox(1)).containsExactly(delivery);
	}

	@Test
	void theHeadKnowsWhatTheSpaceHas() {
		append(1, new Growth(new SpaceSize(2, 30), List.of()), "k1", "k2");
		assertThat(size()).isEqualTo(new SpaceSize(2, 30));
		SpaceHead before = log().read(this.from, SpaceSnapshot::head);
		PresumedCommit presumed = presuming(before, growing(2, new Growth(new SpaceSize(-1, -5), List.of()), "k1"));
		assertThat(log().commit(List.of(presumed))).containsExactly(CommitOutcome.WRITTEN);
		assertThat(size()).isEqualTo(new SpaceSize(1, 25));
	}

	@Test
	void whatIsWrittenBlindlyIsCorrected() {
		int each = "todos/k11".length();
		append(1, new Growth(new SpaceSize(2, 2 * each), List.of("todos/k1", "todos/k2")), "k1", "k2");
		append(2, new Growth(new SpaceSize(2, 2 * each), List.of("todos/k1", "todos/k3")), "k1", "k3");
		assertThat(size()).isEqualTo(new SpaceSize(3, 3 * each));
		append(3, new Growth(new SpaceSize(1, each), List.of("todos/k3")), "k3");
		assertThat(size()).isEqualTo(new SpaceSize(3, 3 * each));
		assertThat(log().<SpaceSize>write(this.from, false, (locked) -> locked.measure()))
			.isEqualTo(new SpaceSize(3, 3 * each));
	}

	private SpaceHead send(String... texts) {
		return log().write(this.from, true, (locked) -> {
			SpaceCommit commit = sending(locked.head().version() + 1, texts);
			locked.append(commit);
			return locked.head().after(commit);
		});
	}

	private SpaceCommit sending(long version, String... texts) {
		List<SentMutation> sent = Arrays.stream(texts)
			.map((text) -> new SentMutation(this.to, "append", "\"" + text + "\"", 3, "alice", "addTodo", version, 2))
			.toList();
		return new SpaceCommit(version, "checkpoint-" + version, Instant.EPOCH, List.of(), List.of(), Map.of(),
				List.of(), List.of(), sent, Growth.NONE, null);
	}

	private PresumedCommit presuming(SpaceHead head, SpaceCommit commit) {
		return new PresumedCommit(this.from, new Presumption(head, Map.of()), commit);
	}

	private void append(long version, Growth growth, String... keys) {
		log().write(this.from, true, (locked) -> {
			locked.append(growing(version, growth, keys));
			return null;
		});
	}

	private static SpaceCommit growing(long version, Growth growth, String... keys) {
		List<VersionedPatch> patches = Arrays.stream(keys)
			.map((key) -> new VersionedPatch(version, new Patch("todos/" + key, new StoredValue("1"))))
			.toList();
		return new SpaceCommit(version, "checkpoint-" + version, Instant.EPOCH, patches, List.of(), Map.of(), List.of(),
				List.of(), List.of(), growth, null);
	}

	private SpaceSize size() {
		SpaceSize size = log().<SpaceHead>read(this.from, SpaceSnapshot::head).size();
		if (size == null) {
			throw new AssertionError("It is not known");
		}
		return size;
	}

	private List<Delivery> inbox(int limit) {
		return log().write(this.to, true, (locked) -> locked.inbox(limit));
	}

}
