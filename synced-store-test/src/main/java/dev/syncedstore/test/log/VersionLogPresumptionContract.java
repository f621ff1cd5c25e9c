package dev.syncedstore.test.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.NonceWindow;
import dev.syncedstore.server.log.Presumption;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.log.VersionedPatch;
import dev.syncedstore.server.log.WrongPresumptionException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How every {@link VersionLog} is written by those who don't look first.
 */
public abstract class VersionLogPresumptionContract extends VersionLogPagingContract {

	private SpaceHead head = new SpaceHead(0, "", 0, null, 0);

	private void fill() {
		append(1, set("todos/a", "1"));
		log().write(space(), false, (locked) -> {
			locked.append(commit(locked, 2, "2"));
			return null;
		});
		this.head = head();
	}

	@Test
	void whatIsPresumedRightIsCommitted() {
		fill();
		String result = log().writePresuming(space(), presumption(), (locked) -> {
			assertThat(locked.head().isSameAs(this.head)).isTrue();
			locked.append(commit(locked, 3, "3"));
			return "done";
		});
		assertThat(result).isEqualTo("done");
		assertThat(head().version()).isEqualTo(3);
		assertThat(entry()).isEqualTo("3");
		assertThat(log().<String>read(space(), (snapshot) -> snapshot.checkpointAt(2))).isEqualTo("checkpoint-2");
		assertThat(log().<Map<String, ClientRecord>>read(space(), (snapshot) -> snapshot.clients(List.of("c1"))))
			.extractingByKey("c1")
			.extracting(ClientRecord::lastMutationId)
			.isEqualTo(3L);
	}

	@Test
	void whatIsPresumedWrongLeavesNoTrace() {
		fill();
		assertRefused((head) -> new SpaceHead(head.rowId(), head.epoch(), 1, "checkpoint-1", 0), 1);
		assertRefused((head) -> new SpaceHead(head.rowId(), head.epoch(), 2, "another", 0), 1);
		assertRefused((head) -> new SpaceHead(head.rowId(), head.epoch(), 2, null, 0), 1);
		assertRefused((head) -> new SpaceHead(head.rowId(), "another", 2, "checkpoint-2", 0), 1);
		assertRefused((head) -> new SpaceHead(head.rowId() + 1_000_000, head.epoch(), 2, "checkpoint-2", 0), 1);
		assertRefused((head) -> head, 0);
		assertThatExceptionOfType(WrongPresumptionException.class).as("a client that is not there")
			.isThrownBy(() -> write(new Presumption(this.head, Map.of("c1", 1L, "c2", 0L))));
		assertThat(write(presumption())).as("nothing has changed").isEqualTo(3);
	}

	@Test
	void aDeletedSpaceIsNotWrittenAnyMore() {
		fill();
		log().write(space(), false, (locked) -> {
			locked.delete("end", Instant.EPOCH);
			return null;
		});
		assertThatExceptionOfType(WrongPresumptionException.class).isThrownBy(() -> write(presumption()));
	}

	@Test
	void theHorizonMayMove() {
		fill();
		SpaceHead other = new SpaceHead(this.head.rowId(), this.head.epoch(), 2, "checkpoint-2", 1);
		assertThat(write(new Presumption(other, Map.of()))).isEqualTo(3);
	}

	@Test
	void whatIsReadIsReadUnderTheLock() {
		fill();
		log().writePresuming(space(), presumption(), (locked) -> {
			assertThat(json(locked)).isEqualTo("2");
			assertThat(locked.clients(List.of("c1"))).containsOnlyKeys("c1");
			locked.append(commit(locked, 3, "3"));
			return null;
		});
		assertThat(entry()).isEqualTo("3");
	}

	@Test
	void readingFindsOutThatItIsWrong() {
		fill();
		AtomicReference<Object> read = new AtomicReference<>();
		append(3, set("todos/a", "3"));
		assertThatExceptionOfType(WrongPresumptionException.class)
			.isThrownBy(() -> log().writePresuming(space(), presumption(), (locked) -> {
				read.set(locked.entries().get("todos/a"));
				return null;
			}));
		assertThat(read.get()).isNull();
	}

	@Test
	void whoeverWritesNothingIsToldAsWell() {
		fill();
		assertThat(log().<String>writePresuming(space(), presumption(), (locked) -> "right")).isEqualTo("right");
		append(3, set("todos/a", "3"));
		assertThatExceptionOfType(WrongPresumptionException.class)
			.isThrownBy(() -> log().writePresuming(space(), presumption(), (locked) -> "wrong"));
	}

	@Test
	void anAcknowledgementAloneIsWritten() {
		fill();
		log().writePresuming(space(), presumption(), (locked) -> {
			locked.append(new SpaceCommit(2, "", Instant.EPOCH, List.of(),
					List.of(new ClientRecord("c1", "alice", 2, 2, NonceWindow.EMPTY, List.of())), Map.of(), List.of()));
			return null;
		});
		assertThat(head()).isEqualTo(this.head);
		assertRefused((head) -> head, 1);
	}

	private void assertRefused(UnaryOperator<SpaceHead> presumed, long acknowledged) {
		Presumption presumption = new Presumption(presumed.apply(this.head), Map.of("c1", acknowledged));
		assertThatExceptionOfType(WrongPresumptionException.class).isThrownBy(() -> write(presumption));
		assertThat(head()).isEqualTo(this.head);
		assertThat(entry()).isEqualTo("2");
	}

	private long write(Presumption presumption) {
		log().writePresuming(space(), presumption, (locked) -> {
			locked.append(commit(locked, 3, "3"));
			return null;
		});
		return head().version();
	}

	private Presumption presumption() {
		return new Presumption(this.head, Map.of("c1", 1L));
	}

	private String entry() {
		return log().read(space(), VersionLogPresumptionContract::json);
	}

	private static String json(SpaceSnapshot snapshot) {
		StoredValue value = snapshot.entries().get("todos/a");
		return (value != null) ? value.json() : "";
	}

	private static SpaceCommit commit(LockedSpace locked, long version, String json) {
		List<VersionedPatch> patches = List.of(new VersionedPatch(version, set("todos/a", json).patch()));
		List<ClientRecord> clients = List
			.of(new ClientRecord("c1", "alice", version, version - 1, NonceWindow.EMPTY, List.of()));
		assertThat(locked.head().version()).isLessThan(version);
		return new SpaceCommit(version, "checkpoint-" + version, Instant.EPOCH, patches, clients, Map.of(), List.of());
	}

}
