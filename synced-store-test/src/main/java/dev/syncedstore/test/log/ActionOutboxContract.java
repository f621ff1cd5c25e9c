package dev.syncedstore.test.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.EnqueuedAction;
import dev.syncedstore.server.log.ActionCalls;
import dev.syncedstore.server.log.ActionOutbox;
import dev.syncedstore.server.log.CommitOutcome;
import dev.syncedstore.server.log.OutboxEntry;
import dev.syncedstore.server.log.PresumedCommit;
import dev.syncedstore.server.log.Presumption;
import dev.syncedstore.server.log.ProcessedMutation;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSchema;
import dev.syncedstore.server.log.VersionLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * How every {@link ActionOutbox} and {@link ActionCalls} beside a {@link VersionLog}
 * behaves.
 */
public abstract class ActionOutboxContract {

	private static final Duration LEASE = Duration.ofMinutes(1);

	private static final Duration NONE = Duration.ofMillis(-1);

	private final SpaceId space = new SpaceId("todo", UUID.randomUUID().toString());

	/** Create a contract. */
	protected ActionOutboxContract() {
	}

	/**
	 * The log whose commits enqueue.
	 * @return the log
	 */
	protected abstract VersionLog log();

	/**
	 * What they enqueue into.
	 * @return the outbox of the log
	 */
	protected abstract ActionOutbox outbox();

	/**
	 * The calls beside them.
	 * @return the calls
	 */
	protected abstract ActionCalls calls();

	@BeforeEach
	void empty() {
		while (!outbox().take(100, LEASE).isEmpty()) {
			// What other tests have left.
		}
	}

	@Test
	void whatACommitEnqueuesCanBeTakenOnce() {
		enqueue(1, entry("one", null), entry("two", Instant.EPOCH));
		List<ActionOutbox.TakenAction> taken = outbox().take(10, LEASE);
		assertThat(taken).extracting((action) -> action.entry().action().name())
			.containsExactlyInAnyOrder("one", "two");
		assertThat(taken).allSatisfy((action) -> {
			assertThat(action.space()).isEqualTo(this.space);
			assertThat(action.entry().userId()).isEqualTo("alice");
			assertThat(action.entry().action().args()).isEqualTo("{\"a\":1}");
			assertThat(action.attempt()).isEqualTo(1);
		});
		assertThat(outbox().take(10, LEASE)).isEmpty();
	}

	@Test
	void aTransactionThatFailsEnqueuesNothing() {
		enqueue(1);
		assertThatIllegalStateException().isThrownBy(() -> log().write(this.space, false, (locked) -> {
			locked.append(commit(2, entry("never", null)));
			throw new IllegalStateException("as was planned");
		}));
		assertThat(outbox().take(10, LEASE)).isEmpty();
	}

	@Test
	void aPresumedCommitEnqueuesIfItIsWritten() {
		enqueue(1);
		SpaceHead head = log().read(this.space, (snapshot) -> snapshot.head());
		SpaceHead wrong = new SpaceHead(head.rowId(), head.epoch(), 1, "another", 0);
		assertThat(log().commit(List
			.of(new PresumedCommit(this.space, new Presumption(wrong, Map.of()), commit(2, entry("wrong", null))))))
			.containsExactly(CommitOutcome.NOT_WRITTEN);
		assertThat(outbox().take(10, LEASE)).isEmpty();
		assertThat(log().commit(List.of(new PresumedCommit(this.space, new Presumption(head, Map.of()),
				commit(2, entry("right", null), entry("right", null))))))
			.containsExactly(CommitOutcome.WRITTEN);
		assertThat(outbox().take(10, LEASE)).hasSize(2);
	}

	@Test
	void whatIsNotDueIsNotTaken() {
		enqueue(1, entry("later", Instant.now().plusSeconds(3600)));
		assertThat(outbox().take(10, LEASE)).isEmpty();
	}

	@Test
	void aLeaseThatIsOverLeavesItToAnother() {
		enqueue(1, entry("one", null));
		ActionOutbox.TakenAction first = outbox().take(10, NONE).get(0);
		ActionOutbox.TakenAction second = outbox().take(10, LEASE).get(0);
		assertThat(second.id()).isEqualTo(first.id());
		assertThat(second.attempt()).isEqualTo(2);
		outbox().renew(List.of(first), NONE);
		outbox().retry(first, NONE, "too late");
		outbox().park(first, "too late");
		outbox().done(first);
		assertThat(outbox().take(10, LEASE)).as("the first has no say any more").isEmpty();
		outbox().renew(List.of(second), NONE);
		assertThat(outbox().take(10, NONE)).singleElement().returns(3, ActionOutbox.TakenAction::attempt);
	}

	@Test
	void whatHasWorkedIsGone() {
		enqueue(1, entry("one", null));
		outbox().done(outbox().take(10, NONE).get(0));
		assertThat(outbox().take(10, LEASE)).isEmpty();
	}

	@Test
	void whatIsGivenBackCountsAsNeverTaken() {
		enqueue(1, entry("one", null));
		outbox().giveBack(outbox().take(10, LEASE).get(0), NONE);
		assertThat(outbox().take(10, LEASE)).singleElement().returns(1, ActionOutbox.TakenAction::attempt);
	}

	@Test
	void whatIsGivenBackForLaterIsNotTakenBefore() {
		enqueue(1, entry("one", null));
		outbox().giveBack(outbox().take(10, LEASE).get(0), LEASE);
		assertThat(outbox().take(10, LEASE)).isEmpty();
	}

	@Test
	void whatIsTakenTellsUnderWhichVersionsItAndItsSpaceAre() {
		SpaceSchema onItsWay = new SpaceSchema(2, new SpaceSchema.Migration(1, "todos/k"));
		log().write(this.space, true, (locked) -> {
			locked.append(commit(1, entry("one", null)).with(onItsWay));
			return null;
		});
		ActionOutbox.TakenAction taken = outbox().take(10, LEASE).get(0);
		assertThat(taken.entry().schemaVersion()).isEqualTo(3);
		assertThat(taken.schema()).isEqualTo(onItsWay);
	}

	@Test
	void whatIsParkedWaitsForAnOperator() {
		enqueue(1, entry("one", null));
		ActionOutbox.TakenAction taken = outbox().take(10, NONE).get(0);
		outbox().park(taken, "broken: really");
		assertThat(outbox().take(10, LEASE)).isEmpty();
		assertThat(outbox().list(taken.id() - 1, 1)).singleElement().satisfies((parked) -> {
			assertThat(parked.id()).isEqualTo(taken.id());
			assertThat(parked.failure()).isEqualTo("broken: really");
			assertThat(parked.attempts()).isEqualTo(1);
		});
		assertThat(outbox().retry(taken.id())).isTrue();
		assertThat(outbox().take(10, NONE)).singleElement().returns(1, ActionOutbox.TakenAction::attempt);
		assertThat(outbox().discard(taken.id())).as("it is not parked").isFalse();
	}

	@Test
	void aCallIsBegunOnceAndItsEndIsTold() {
		ActionCalls.Call call = call("count");
		assertThat(calls().begin(call, LEASE, LEASE)).isInstanceOf(ActionCalls.State.Begun.class);
		assertThat(calls().begin(call, LEASE, LEASE)).isInstanceOf(ActionCalls.State.Running.class);
		ActionCalls.End end = ActionCalls.End.returned("{}", 7);
		assertThat(calls().end(call, end, LEASE)).isEqualTo(end);
		assertThat(calls().begin(call, LEASE, LEASE)).isEqualTo(new ActionCalls.State.Ended(end));
		assertThat(calls().end(call, ActionCalls.End.failed("other", "end"), LEASE)).isEqualTo(end);
	}

	@Test
	void anIdIsTakenForItsUserAlone() {
		ActionCalls.Call call = call("count");
		calls().begin(call, LEASE, LEASE);
		ActionCalls.Call other = new ActionCalls.Call(call.userId(), call.actionId(), call.space(), "other");
		assertThat(calls().begin(other, LEASE, LEASE)).isInstanceOf(ActionCalls.State.Taken.class);
		ActionCalls.Call ofBob = new ActionCalls.Call("bob", call.actionId(), call.space(), "other");
		assertThat(calls().begin(ofBob, LEASE, LEASE)).isInstanceOf(ActionCalls.State.Begun.class);
	}

	@Test
	void aCallThatNobodyKeepsIsInterrupted() {
		ActionCalls.Call call = call("count");
		calls().begin(call, NONE, LEASE);
		assertThat(calls().begin(call, LEASE, LEASE)).isInstanceOfSatisfying(ActionCalls.State.Ended.class,
				(ended) -> assertThat(ended.end().code()).isEqualTo("interrupted"));
		assertThat(calls().end(call, ActionCalls.End.returned("{}", 1), LEASE).code()).isEqualTo("interrupted");
	}

	@Test
	void whatWasCancelledOrIsForgottenCanBeBegunAgain() {
		ActionCalls.Call call = call("count");
		calls().begin(call, LEASE, LEASE);
		calls().cancel(call);
		assertThat(calls().begin(call, LEASE, LEASE)).isInstanceOf(ActionCalls.State.Begun.class);
		calls().end(call, ActionCalls.End.returned("{}", 1), NONE);
		assertThat(calls().begin(call, LEASE, LEASE)).isInstanceOf(ActionCalls.State.Begun.class);
	}

	private ActionCalls.Call call(String action) {
		return new ActionCalls.Call("alice", UUID.randomUUID().toString(), this.space, action);
	}

	private void enqueue(long version, OutboxEntry... entries) {
		log().write(this.space, true, (locked) -> {
			locked.append(commit(version, entries));
			return null;
		});
	}

	private static SpaceCommit commit(long version, OutboxEntry... entries) {
		return new SpaceCommit(version, "checkpoint-" + version, Instant.EPOCH, List.of(), List.of(), Map.of(),
				List.of(new ProcessedMutation(version, null, "alice", 0, "enqueue", null, "")), List.of(entries));
	}

	private static OutboxEntry entry(String action, @Nullable Instant time) {
		return new OutboxEntry("alice", new EnqueuedAction(action, "{\"a\":1}", time), 3);
	}

}
