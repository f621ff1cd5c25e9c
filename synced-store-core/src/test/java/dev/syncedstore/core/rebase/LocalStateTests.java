package dev.syncedstore.core.rebase;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a client sees while its mutations are under way.
 */
class LocalStateTests {

	private final PlainCodecs codecs = new PlainCodecs();

	private final MutationReplay replay = replayFor("alice", "list");

	@Test
	void aNewStateKnowsNothing() {
		assertThat(LocalState.EMPTY.base().isKnown()).isFalse();
		assertThat(entries(LocalState.EMPTY)).isEmpty();
		assertThat(LocalState.EMPTY.lastId()).isZero();
	}

	@Test
	void anAppendedMutationIsSeenAtOnceAndHasTheNextId() {
		LocalState state = LocalState.EMPTY.append(call("add", "a|milk"), this.replay)
			.append(call("append", "a|!"), this.replay);
		assertThat(entries(state)).containsExactly(Map.entry("lines/a", "milk!"));
		assertThat(ids(state)).containsExactly(1L, 2L);
		assertThat(state.lastId()).isEqualTo(2);
		assertThat(state.processedId()).isZero();
	}

	@Test
	void aMutationThatIsRejectedWhenMadeLeavesNothing() {
		LocalState state = LocalState.EMPTY.append(call("add", "a|milk"), this.replay);
		assertThatExceptionOfType(MutationRejectedException.class)
			.isThrownBy(() -> state.append(call("append", "b|!"), this.replay))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("line_not_found"));
		assertThatIllegalStateException().isThrownBy(() -> state.append(call("addThenFail", "c|x"), this.replay));
		assertThat(entries(state)).containsOnlyKeys("lines/a");
		assertThat(state.lastId()).isEqualTo(1);
	}

	@Test
	void aMutationThatTheServerAloneHasAMutatorForIsPendingWithoutEffect() {
		LocalState state = LocalState.EMPTY.append(call("add", "a|milk"), this.replay)
			.append(call("ofTheServer", "a|eggs"), this.replay);
		assertThat(entries(state)).containsOnly(Map.entry("lines/a", "milk"));
		assertThat(ids(state)).containsExactly(1L, 2L);
	}

	@Test
	void rebasingReplaysWhatIsPendingInOrderOnTheNewBase() {
		LocalState state = LocalState.EMPTY.append(call("add", "a|milk"), this.replay)
			.append(call("append", "a| and bread"), this.replay);
		LocalState rebased = state.rebase(base(1, "lines/a", "eggs", "lines/b", "tea"), 0, this.replay);
		assertThat(entries(rebased)).containsOnly(Map.entry("lines/a", "milk and bread"), Map.entry("lines/b", "tea"));
		assertThat(ids(rebased)).containsExactly(1L, 2L);
		assertThat(entries(state)).as("the old state").containsOnlyKeys("lines/a");
	}

	@Test
	void rebasingForgetsWhatTheBaseHas() {
		LocalState state = LocalState.EMPTY.append(call("add", "a|milk"), this.replay)
			.append(call("append", "a|!"), this.replay);
		LocalState rebased = state.rebase(base(1, "lines/a", "milk"), 1, this.replay);
		assertThat(entries(rebased)).containsOnly(Map.entry("lines/a", "milk!"));
		assertThat(ids(rebased)).containsExactly(2L);
		assertThat(rebased.processedId()).isEqualTo(1);
		LocalState done = rebased.rebase(base(2, "lines/a", "milk!"), 2, this.replay);
		assertThat(done.pendingCount()).isZero();
		assertThat(done.view()).isSameAs(done.base().entries());
		assertThat(done.append(call("append", "a|?"), this.replay).lastId()).isEqualTo(3);
	}

	@Test
	void aReplayThatThrowsLeavesItsMutationPendingWithoutEffect() {
		LocalState state = LocalState.EMPTY.append(call("add", "a|milk"), this.replay)
			.append(call("append", "a|!"), this.replay)
			.append(call("add", "b|tea"), this.replay);
		LocalState rebased = state.rebase(base(1), 1, this.replay);
		assertThat(entries(rebased)).containsOnly(Map.entry("lines/b", "tea"));
		assertThat(ids(rebased)).containsExactly(2L, 3L);
		assertThat(pending(rebased).get(0).problem()).contains("There is no line a");
		LocalState healed = rebased.rebase(base(2, "lines/a", "oats"), 1, this.replay);
		assertThat(entries(healed)).containsOnly(Map.entry("lines/a", "oats!"), Map.entry("lines/b", "tea"));
		assertThat(pending(healed).get(0).problem()).isNull();
	}

	@Test
	void aReplayThatRunsOutOfStackLeavesItsMutationPendingWithoutEffect() {
		LocalState state = LocalState.EMPTY.append(call("recurse", "a|milk"), this.replay);
		LocalState rebased = state.rebase(base(1, "lines/deep", "x"), 0, this.replay);
		assertThat(entries(rebased)).containsOnlyKeys("lines/deep");
		assertThat(ids(rebased)).containsExactly(1L);
	}

	@Test
	void aMutationWithoutMutatorStaysPendingWithoutEffect() {
		LocalState state = LocalState.EMPTY.append(call("add", "a|milk"), this.replay);
		LocalState rebased = state.rebase(base(1), 0, replayFor("alice", "other"));
		assertThat(entries(rebased)).isEmpty();
		assertThat(ids(rebased)).containsExactly(1L);
	}

	@Test
	void catchingUpReplaysOnlyWhatWasAppendedMeanwhile() {
		LocalState before = LocalState.EMPTY.append(call("add", "a|milk"), this.replay);
		List<String> ran = new ArrayList<>();
		MutationReplay counting = (call, overlay) -> {
			ran.add(call.args().json());
			this.replay.run(call, overlay);
		};
		LocalState rebased = before.rebase(base(1, "lines/b", "tea"), 1, counting);
		LocalState current = before.append(call("append", "a|!"), this.replay)
			.append(call("add", "c|jam"), this.replay);
		LocalState result = rebased.catchUp(current, counting);
		assertThat(ran).containsExactly("a|!", "c|jam");
		assertThat(entries(result)).containsOnly(Map.entry("lines/b", "tea"), Map.entry("lines/c", "jam"));
		assertThat(ids(result)).containsExactly(2L, 3L);
		assertThat(result.lastId()).isEqualTo(3);
	}

	@Test
	void renumberingKeepsOrderNoncesAndView() {
		LocalState state = LocalState.EMPTY.append(call("add", "a|milk"), this.replay)
			.append(call("add", "b|tea"), this.replay)
			.append(call("append", "b|!"), this.replay)
			.rebase(base(1, "lines/a", "milk"), 1, this.replay);
		LocalState renumbered = state.renumber(1);
		assertThat(ids(renumbered)).containsExactly(1L, 2L);
		assertThat(pending(renumbered)).extracting(PendingMutation::call)
			.containsExactlyElementsOf(pending(state).stream().map(PendingMutation::call).toList());
		assertThat(renumbered.view()).isSameAs(state.view());
		assertThat(renumbered.lastId()).isEqualTo(2);
		assertThat(renumbered.processedId()).isZero();
	}

	@Test
	void whatAnOldClientHadProcessedWaitsBelowNumberOneForItsBase() {
		LocalState state = LocalState.EMPTY.append(call("add", "a|milk"), this.replay)
			.append(call("add", "b|tea"), this.replay)
			.append(call("add", "c|jam"), this.replay);
		LocalState forked = state.renumber(2);
		assertThat(ids(forked)).containsExactly(-1L, 0L, 1L);
		assertThat(forked.view()).isSameAs(state.view());
		LocalState later = forked.rebase(base(2, "lines/a", "milk", "lines/b", "tea"), 0, this.replay);
		assertThat(ids(later)).containsExactly(1L);
		assertThat(entries(later)).containsOnlyKeys("lines/a", "lines/b", "lines/c");
	}

	@Test
	void aWithdrawnMutationIsSentWithoutItsContentUntilReinstated() {
		LocalState state = LocalState.EMPTY.append(call("add", "a|milk"), this.replay);
		LocalState withdrawn = state.withdraw(1, new Refusal("request_too_large", "Too large"));
		PushMutation sent = pending(withdrawn).get(0).toPush();
		assertThat(sent.isWithdrawn()).isTrue();
		assertThat(sent.args()).isEqualTo("null");
		assertThat(sent.nonce()).isEqualTo(pending(state).get(0).call().nonce());
		assertThat(entries(withdrawn)).containsOnlyKeys("lines/a");
		assertThat(pending(withdrawn.rebase(base(1), 0, this.replay)).get(0).toPush().isWithdrawn()).isTrue();
		assertThat(pending(withdrawn.reinstate(1)).get(0).toPush()).isEqualTo(pending(state).get(0).toPush());
		assertThat(state.withdraw(7, new Refusal("x", ""))).isSameAs(state);
	}

	@Test
	void discardingForgetsAllButTheNumber() {
		LocalState state = LocalState.EMPTY.append(call("add", "a|milk"), this.replay)
			.rebase(base(1, "lines/b", "tea"), 0, this.replay)
			.discard();
		assertThat(state.base()).isSameAs(Base.NONE);
		assertThat(entries(state)).isEmpty();
		assertThat(state.pendingCount()).isZero();
		assertThat(state.append(call("add", "a|milk"), this.replay).lastId()).isEqualTo(2);
	}

	@Test
	void replayingForAnotherUserWritesThatUsersRows() {
		LocalState state = LocalState.EMPTY.append(call("note", "a|!"), this.replay);
		LocalState rebased = state.rebase(state.base(), state.processedId(), replayFor("bob", "list"));
		assertThat(entries(rebased)).containsOnly(Map.entry("$$pu/bob/lines/a", "bob!"));
	}

	@Test
	void aRefusalWithACodeThatNobodyMayGiveIsStillARejection() {
		assertThat(new Refusal("list_locked", "List is locked").toException().code()).isEqualTo("list_locked");
		MutationRejectedException odd = new Refusal("Not A Code", "why").toException();
		assertThat(odd.code()).isEqualTo("rejected");
		assertThat(odd).hasMessage("Not A Code: why");
	}

	private MutationReplay replayFor(String userId, String storeType) {
		return new StoreMutators(storeType, MutatorCatalog.of(List.of(new ListMutators()), this.codecs),
				new MutationRunner(this.codecs))
			.replayFor(new Side(userId, false));
	}

	private static MutationCall call(String name, String args) {
		return new MutationCall("n-" + name + args, 1, name, new StoredValue(args));
	}

	private static Base base(long version, String... keysAndValues) {
		List<Patch> patches = new ArrayList<>();
		for (int i = 0; i < keysAndValues.length; i += 2) {
			patches.add(new Patch(keysAndValues[i], new StoredValue(keysAndValues[i + 1])));
		}
		return new Base(null, Entries.EMPTY)
			.with(new Delta("e", "c" + version, 0, version, patches, Map.of(), List.of()));
	}

	private static List<Long> ids(LocalState state) {
		return pending(state).stream().map(PendingMutation::id).toList();
	}

	private static List<PendingMutation> pending(LocalState state) {
		List<PendingMutation> all = new ArrayList<>();
		state.pending().forEach(all::add);
		return all;
	}

	private static Map<String, String> entries(LocalState state) {
		Map<String, String> all = new TreeMap<>();
		for (Iterator<Map.Entry<String, StoredValue>> entries = state.view().all(); entries.hasNext();) {
			Map.Entry<String, StoredValue> entry = entries.next();
			all.put(entry.getKey(), entry.getValue().json());
		}
		return all;
	}

}
