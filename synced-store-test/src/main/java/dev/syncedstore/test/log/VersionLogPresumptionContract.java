package dev.syncedstore.test.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.CommitOutcome;
import dev.syncedstore.server.log.NonceWindow;
import dev.syncedstore.server.log.PresumedCommit;
import dev.syncedstore.server.log.Presumption;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.log.VersionedPatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How every {@link VersionLog} is written by those who don't look first.
 */
public abstract class VersionLogPresumptionContract extends VersionLogPagingContract {

	private SpaceHead head = new SpaceHead(0, "", 0, null, 0);

	private void fill() {
		append(1, set("todos/a", "1"));
		log().write(space(), false, (locked) -> {
			locked.append(commit(2, "2"));
			return null;
		});
		this.head = head();
	}

	@Test
	void whatIsPresumedRightIsCommitted() {
		fill();
		PresumedCommit commit = new PresumedCommit(space(), presumption(), commit(3, "3"));
		assertThat(log().commit(List.of(commit))).containsExactly(CommitOutcome.WRITTEN);
		assertThat(head()).isEqualTo(commit.after());
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
		assertRefused((head) -> new SpaceHead(head.rowId(), head.epoch(), 1, "checkpoint-1", 0), Map.of("c1", 1L));
		assertRefused((head) -> new SpaceHead(head.rowId(), head.epoch(), 2, "another", 0), Map.of("c1", 1L));
		assertRefused((head) -> new SpaceHead(head.rowId(), head.epoch(), 2, null, 0), Map.of("c1", 1L));
		assertRefused((head) -> new SpaceHead(head.rowId(), "another", 2, "checkpoint-2", 0), Map.of("c1", 1L));
		assertRefused((head) -> new SpaceHead(head.rowId() + 1_000_000, head.epoch(), 2, "checkpoint-2", 0),
				Map.of("c1", 1L));
		assertRefused((head) -> head, Map.of("c1", 0L));
		assertRefused((head) -> head, Map.of("c1", 1L, "c2", 0L));
		assertThat(write(presumption())).as("nothing has changed").isEqualTo(CommitOutcome.WRITTEN);
	}

	@Test
	void aDeletedSpaceIsNotWrittenAnyMore() {
		fill();
		log().write(space(), false, (locked) -> {
			locked.delete("end", Instant.EPOCH);
			return null;
		});
		assertThat(write(presumption())).isEqualTo(CommitOutcome.NOT_WRITTEN);
	}

	@Test
	void theHorizonMayMove() {
		fill();
		SpaceHead other = new SpaceHead(this.head.rowId(), this.head.epoch(), 2, "checkpoint-2", 1);
		assertThat(write(new Presumption(other, Map.of()))).isEqualTo(CommitOutcome.WRITTEN);
	}

	@Test
	void aCommitHasAVersionOfItsOwn() {
		fill();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PresumedCommit(space(), presumption(), commit(2, "2")));
	}

	@Test
	void commitsOfSeveralSpacesDependOnTheirOwnSpaceAlone() {
		fill();
		SpaceId second = new SpaceId(space().storeType(), "second");
		SpaceId third = new SpaceId(space().storeType(), "third");
		for (SpaceId other : List.of(second, third)) {
			log().write(other, true, (locked) -> {
				locked.append(commit(1, "1"));
				return null;
			});
		}
		SpaceHead secondHead = headOf(second);
		SpaceHead outdated = new SpaceHead(secondHead.rowId(), secondHead.epoch(), 1, "another", 0);
		List<PresumedCommit> commits = List.of(new PresumedCommit(space(), presumption(), commit(4, "4")),
				new PresumedCommit(second, new Presumption(outdated, Map.of("c1", 0L)), commit(2, "2")),
				new PresumedCommit(third, new Presumption(headOf(third), Map.of("c1", 0L)), commit(2, "5")));
		assertThat(log().commit(commits)).containsExactly(CommitOutcome.WRITTEN, CommitOutcome.NOT_WRITTEN,
				CommitOutcome.WRITTEN);
		assertThat(head()).isEqualTo(commits.get(0).after());
		assertThat(headOf(second)).isEqualTo(secondHead);
		assertThat(headOf(third)).isEqualTo(commits.get(2).after());
		assertThat(entry()).isEqualTo("4");
		assertThat(log().<String>read(second, VersionLogPresumptionContract::json)).isEqualTo("1");
		assertThat(log().<String>read(third, VersionLogPresumptionContract::json)).isEqualTo("5");
		assertThat(log().<Map<String, ClientRecord>>read(third, (snapshot) -> snapshot.clients(List.of("c1"))))
			.extractingByKey("c1")
			.extracting(ClientRecord::lastMutationId)
			.isEqualTo(2L);
	}

	private void assertRefused(UnaryOperator<SpaceHead> presumed, Map<String, Long> acknowledged) {
		assertThat(write(new Presumption(presumed.apply(this.head), acknowledged)))
			.isEqualTo(CommitOutcome.NOT_WRITTEN);
		assertThat(head()).isEqualTo(this.head);
		assertThat(entry()).isEqualTo("2");
	}

	private CommitOutcome write(Presumption presumption) {
		return log().commit(List.of(new PresumedCommit(space(), presumption, commit(3, "3")))).get(0);
	}

	private Presumption presumption() {
		return new Presumption(this.head, Map.of("c1", 1L));
	}

	private SpaceHead headOf(SpaceId other) {
		return log().read(other, SpaceSnapshot::head);
	}

	private String entry() {
		return log().read(space(), VersionLogPresumptionContract::json);
	}

	private static String json(SpaceSnapshot snapshot) {
		StoredValue value = snapshot.entries().get("todos/a");
		return (value != null) ? value.json() : "";
	}

	private static SpaceCommit commit(long version, String json) {
		List<VersionedPatch> patches = List.of(new VersionedPatch(version, set("todos/a", json).patch()));
		List<ClientRecord> clients = List
			.of(new ClientRecord("c1", "alice", version, version - 1, NonceWindow.EMPTY, List.of()));
		return new SpaceCommit(version, "checkpoint-" + version, Instant.EPOCH, patches, clients, Map.of(), List.of());
	}

}
