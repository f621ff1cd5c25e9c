package dev.syncedstore.test.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.NonceWindow;
import dev.syncedstore.server.log.ProcessedMutation;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.VersionedPatch;
import dev.syncedstore.test.tally.Tally;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpaceHistoryTests {

	private static final ValueCodecs CODECS = JacksonValueCodecs.create();

	private final List<String> violations = new ArrayList<>();

	private final SpaceHistory history = new SpaceHistory(new ModelMutators(List.of(new Tally()), CODECS),
			(userId) -> userId.equals("guest"), this.violations::add);

	@BeforeEach
	void send() {
		for (long id = 1; id <= 3; id++) {
			this.history.sent(new MutationKey("c", id), add("alice", 1));
		}
	}

	@Test
	void aHistoryAsItMustBeIsAccepted() {
		commit("p1", List.of(processed(1, 1, null), processed(2, 2, null)), set(2, 2));
		commit("p2", List.of(processed(3, 3, null)), set(3, 3));
		assertThat(this.violations).isEmpty();
		assertThat(this.history.version()).isEqualTo(3);
		assertThat(this.history.checkpointAt(2)).isEqualTo("p1");
		assertThat(visibleAt(0)).isEmpty();
		assertThat(visibleAt(2)).containsEntry("totals/all", "{\"value\":2}");
		assertThat(visibleAt(3)).containsEntry("totals/all", "{\"value\":3}");
		assertThat(this.history.visibleAt(1, "alice")).isNull();
		assertThat(this.history.outcome(new MutationKey("c", 2))).isEqualTo(new ProcessedOutcome(2, null));
		assertThat(this.history.outcome(new MutationKey("c", 4))).isNull();
	}

	@Test
	void acknowledgingTakesNoVersion() {
		commit("p1", List.of(processed(1, 1, null)), set(1, 1));
		commit("", List.of());
		assertThat(this.violations).isEmpty();
		assertThat(this.history.version()).isEqualTo(1);
	}

	@Test
	void whatServerCodeDoesIsPartOfIt() {
		this.history.sentByServer(add("$system", 5));
		commit("p1", List.of(new ProcessedMutation(1, null, "$system", 0, "add", null, "")), set(1, 5));
		assertThat(this.violations).isEmpty();
		assertThat(this.history.endedOnServer()).isEqualTo(new ProcessedOutcome(1, null));
		assertThat(this.history.endedOnServer()).isNull();
	}

	@Test
	void whoMayBeDeniedAccessMayBeRejected() {
		this.history.sent(new MutationKey("g", 1), add("guest", 1));
		commit("p1", List.of(new ProcessedMutation(1, "g", "guest", 1, "add", "access_denied", "no")));
		assertThat(this.violations).isEmpty();
		commit("p2", List.of(processed(2, 1, "access_denied")));
		assertThat(this.violations).first().asString().contains("should have ended applied");
	}

	@Test
	void aMissingVersionIsNoticed() {
		commit("p1", List.of(processed(2, 1, null)), set(2, 1));
		assertThat(this.violations).anyMatch((text) -> text.contains("Version 1 is missing"));
	}

	@Test
	void aVersionWithoutMutationIsNoticed() {
		this.history.committed(new SpaceCommit(5, "p1", Instant.EPOCH, List.of(), List.of(), Map.of(), List.of()));
		assertThat(this.violations).anyMatch((text) -> text.contains("ends at version 5, its mutations at 0"));
	}

	@Test
	void aMutationThatIsRunAgainIsNoticed() {
		commit("p1", List.of(processed(1, 1, null), processed(2, 1, null)), set(2, 2));
		assertThat(this.violations)
			.anyMatch((text) -> text.contains("processed mutation 1 of client c when 2 was next"));
	}

	@Test
	void aMutationThatIsLeftOutIsNoticed() {
		commit("p1", List.of(processed(1, 2, null)), set(1, 1));
		assertThat(this.violations)
			.anyMatch((text) -> text.contains("processed mutation 2 of client c when 1 was next"));
	}

	@Test
	void aMutationThatNobodySentIsNoticed() {
		commit("p1", List.of(new ProcessedMutation(1, "d", "alice", 1, "add", null, "")), set(1, 1));
		assertThat(this.violations).anyMatch((text) -> text.contains("but null was sent"));
	}

	@Test
	void aMutationInAnothersNameIsNoticed() {
		commit("p1", List.of(new ProcessedMutation(1, "c", "bob", 1, "add", null, "")), set(1, 1));
		assertThat(this.violations).anyMatch((text) -> text.contains("userId=bob"));
	}

	@Test
	void anOutcomeThatIsNotTheMutatorsIsNoticed() {
		commit("p1", List.of(processed(1, 1, "not_enough")));
		assertThat(this.violations).anyMatch(
				(text) -> text.contains("should have ended applied, but ended rejected with the code not_enough"));
	}

	@Test
	void aWrongEffectIsNoticed() {
		commit("p1", List.of(processed(1, 1, null)), set(1, 2));
		assertThat(this.violations).anyMatch((text) -> text.contains("wrote something else")
				&& text.contains("expected {\"value\":1}, found {\"value\":2}"));
	}

	@Test
	void aMissingEffectIsNoticed() {
		commit("p1", List.of(processed(1, 1, null)));
		assertThat(this.violations).anyMatch((text) -> text.contains("expected {\"value\":1}, found null"));
	}

	@Test
	void anEffectOfNothingIsNoticed() {
		commit("p1", List.of(processed(1, 1, null)), set(1, 1), new VersionedPatch(1, new Patch("totals/x", json(7))));
		assertThat(this.violations).anyMatch((text) -> text.contains("totals/x: expected null, found {\"value\":7}"));
	}

	@Test
	void twoPatchesForAKeyAndVersionsOfOtherCommitsAreNoticed() {
		commit("p1", List.of(processed(1, 1, null)), set(1, 1), set(1, 1));
		assertThat(this.violations).singleElement().asString().contains("two patches");
		commit("p2", List.of(processed(2, 2, null)), set(1, 2));
		assertThat(this.violations).last().asString().contains("outside of its commit");
	}

	@Test
	void aCheckpointThatIsUsedTwiceIsNoticed() {
		commit("p1", List.of(processed(1, 1, null)), set(1, 1));
		commit("p1", List.of(processed(2, 2, null)), set(2, 2));
		assertThat(this.violations).singleElement().asString().contains("checkpoint of version 2 was used before");
	}

	@Test
	void aClientThatIsSaidToBeElsewhereIsNoticed() {
		this.history.committed(new SpaceCommit(1, "p1", Instant.EPOCH, List.of(set(1, 1)),
				List.of(new ClientRecord("c", "alice", 2, 0, NonceWindow.EMPTY, List.of())), Map.of(),
				List.of(processed(1, 1, null))));
		assertThat(this.violations).singleElement().asString().contains("but the last processed mutation is 1");
	}

	@Test
	void aMutationThatIsRewrittenIsNoticed() {
		this.history.sent(new MutationKey("c", 1), add("alice", 1));
		assertThat(this.violations).isEmpty();
		this.history.sent(new MutationKey("c", 1), add("alice", 2));
		assertThat(this.violations).singleElement().asString().contains("1 of client c was rewritten");
	}

	@Test
	void everybodySeesWhatIsSharedAndTheirOwn() {
		ModelEntries entries = new ModelEntries();
		for (String key : List.of("a/b", "$$pu/al/a/b", "$$pu/alice/a/b", "$$pu/a%/x", "$$so/a/b")) {
			entries.put(key, "1");
		}
		assertThat(entries.visibleTo("al").all().keySet()).containsExactly("$$pu/al/a/b", "a/b");
		assertThat(entries.visibleTo("a%").all().keySet()).containsExactly("$$pu/a%/x", "a/b");
		assertThat(entries.visibleTo("a").all().keySet()).containsExactly("a/b");
	}

	private Map<String, String> visibleAt(long version) {
		ModelEntries entries = this.history.visibleAt(version, "alice");
		assertThat(entries).isNotNull();
		return entries.all();
	}

	private void commit(String checkpoint, List<ProcessedMutation> mutations, VersionedPatch... patches) {
		long version = mutations.isEmpty() ? this.history.version() : mutations.get(mutations.size() - 1).version();
		this.history.committed(new SpaceCommit(version, checkpoint, Instant.EPOCH, Arrays.asList(patches), List.of(),
				Map.of(), mutations));
	}

	private static SentMutation add(String userId, long amount) {
		return new SentMutation(userId, "n", new ModelCall("add", "{\"amount\":" + amount + "}"));
	}

	private static ProcessedMutation processed(long version, long id, @Nullable String code) {
		return new ProcessedMutation(version, "c", "alice", id, "add", code, "");
	}

	private static VersionedPatch set(long version, long total) {
		return new VersionedPatch(version, new Patch("totals/all", json(total)));
	}

	private static StoredValue json(long value) {
		return new StoredValue("{\"value\":" + value + "}");
	}

}
