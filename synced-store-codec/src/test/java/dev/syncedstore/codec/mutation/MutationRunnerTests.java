package dev.syncedstore.codec.mutation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.Entry;
import dev.syncedstore.core.Limits;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.Scan;
import dev.syncedstore.core.Singleton;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.MutatorFailedException;
import dev.syncedstore.core.mutation.ReadTracker;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MutationRunnerTests {

	private static final Table<Line> LINES = Table.of("lines", Line.class);

	private static final Side CLIENT = new Side("alice", false);

	private static final Side SERVER = new Side("alice", true);

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	private final MutationRunner runner = new MutationRunner(this.codecs);

	private final Entries entries = Entries
		.of(Map.of("lines/a", new StoredValue("{\"text\":\"one\"}"), "lines/b", new StoredValue("{\"text\":\"two\"}")));

	private Overlay overlay = new Overlay(this.entries);

	@BeforeEach
	void startAnew() {
		this.overlay = new Overlay(this.entries);
	}

	@Test
	void aMutatorReadsAndWritesAllVisibilitiesAndSeesItsOwnChanges() {
		run(SERVER, (ctx) -> {
			ctx.table(LINES).set("c", new Line("three"));
			ctx.table(LINES).delete("a");
			ctx.privateOfUser("alice").table(LINES).set("a", new Line("mine"));
			ctx.privateOfUser("bob").table(LINES).set("a", new Line("bob's"));
			ctx.serverOnly().table(LINES).set("a", new Line("secret"));
			assertThat(ctx.table(LINES).scan()).containsExactly(new Entry<>("b", new Line("two")),
					new Entry<>("c", new Line("three")));
			assertThat(ctx.table(LINES).has("a")).isFalse();
			assertThat(ctx.privateOfUser("alice").table(LINES).get("a")).contains(new Line("mine"));
			assertThat(ctx.serverOnly().table(LINES).get("a")).contains(new Line("secret"));
			assertThat(ctx.userId()).isEqualTo("alice");
			assertThat(ctx.isServer()).isTrue();
		});
		assertThat(this.overlay.changes()).containsExactly(
				new Patch("$$pu/alice/lines/a", new StoredValue("{\"text\":\"mine\"}")),
				new Patch("$$pu/bob/lines/a", new StoredValue("{\"text\":\"bob's\"}")),
				new Patch("$$so/lines/a", new StoredValue("{\"text\":\"secret\"}")), new Patch("lines/a", null),
				new Patch("lines/c", new StoredValue("{\"text\":\"three\"}")));
	}

	@Test
	void aSingletonIsOneEntryOfItsTableInEachVisibility() {
		Singleton<Line> title = Singleton.of("lines", "title", Line.class);
		run(SERVER, (ctx) -> {
			assertThat(ctx.singleton(title).exists()).isFalse();
			ctx.singleton(title).set(new Line("Shopping"));
			ctx.privateOfUser("alice").singleton(title).set(new Line("mine"));
			ctx.serverOnly().singleton(title).set(new Line("secret"));
			assertThat(ctx.singleton(title).get()).contains(new Line("Shopping"));
			assertThat(ctx.singleton(title).exists()).isTrue();
			assertThat(ctx.table(LINES).get("title")).contains(new Line("Shopping"));
			ctx.serverOnly().singleton(title).delete();
			assertThat(ctx.serverOnly().singleton(title).get()).isEmpty();
		});
		assertThat(this.overlay.changes()).extracting(Patch::key)
			.containsExactly("$$pu/alice/lines/title", "$$so/lines/title", "lines/title");
		Line read = this.runner.query((ctx) -> ctx.singleton(title).get().orElseThrow(), SERVER, this.overlay,
				ReadTracker.NONE);
		assertThat(read).isEqualTo(new Line("Shopping"));
		assertRejected(SERVER, (ctx) -> ctx.singleton(title).set(new Line(" ")), "invalid_value",
				"The value of lines/title can't be written: text: must not be blank");
		assertThatIllegalArgumentException().isThrownBy(() -> Singleton.of("lines", "", Line.class));
		assertThatIllegalArgumentException().isThrownBy(() -> Singleton.of("9", "title", Line.class));
	}

	@Test
	void aDroppedOverlayLeavesNoTrace() {
		assertThatIllegalStateException().isThrownBy(() -> run(SERVER, (ctx) -> {
			ctx.table(LINES).set("a", new Line("changed"));
			throw new IllegalStateException("a fault");
		})).withMessage("a fault");
		assertThat(this.overlay.changes()).hasSize(1);
		assertThat(this.entries.get("lines/a")).isEqualTo(new StoredValue("{\"text\":\"one\"}"));
	}

	@Test
	void aRefusalHasItsCodeAndMessage() {
		assertRejected(CLIENT, (ctx) -> {
			throw ctx.reject("list_locked", "List is locked");
		}, "list_locked", "List is locked");
		assertRejected(CLIENT, (ctx) -> {
			throw new MutationRejectedException("No");
		}, "rejected", "No");
	}

	@Test
	void aRefusalStandsEvenIfItIsCaught() {
		assertRejected(CLIENT, (ctx) -> {
			try {
				ctx.reject("list_locked", "List is locked");
			}
			catch (MutationRejectedException ex) {
				ctx.table(LINES).set("a", new Line("nevertheless"));
			}
		}, "list_locked", "List is locked");
		assertRejected(CLIENT, (ctx) -> {
			try {
				ctx.reject("list_locked", "List is locked");
			}
			catch (MutationRejectedException ex) {
				throw new IllegalStateException("hidden by another", ex);
			}
		}, "list_locked", "List is locked");
	}

	@Test
	void aMessageIsCutToWhatTheWireAllowsBetweenCharacters() {
		String most = "é".repeat(511) + "ab";
		assertRejected(CLIENT, (ctx) -> ctx.reject("x", most + "more"), "x", most);
		assertRejected(CLIENT, (ctx) -> ctx.reject("x", "a" + "😀".repeat(300)), "x", "a" + "😀".repeat(255));
		assertRejected(CLIENT, (ctx) -> {
			throw new MutationRejectedException("x", most + "more");
		}, "x", most);
		assertRejected(CLIENT, (ctx) -> ctx.reject("x", "a\u0000\ud800b\udc00"), "x", "a\uFFFD\uFFFDb\uFFFD");
	}

	@Test
	void aCodeThatIsNoneIsAFaultOfTheMutator() {
		assertThatIllegalArgumentException().isThrownBy(() -> run(CLIENT, (ctx) -> ctx.reject("List locked", "")));
	}

	@Test
	void argumentsThatDoNotFitAreInvalid() {
		assertArgsRejected("{\"text\":7}", "text: must be a text, but is a number");
		assertArgsRejected("{}", "text: is missing");
		assertArgsRejected("{\"text\":\" \"}", "text: must not be blank");
		assertArgsRejected("null", "must be an object, but is null");
		assertArgsRejected("{\"text\":\"a\",\"x\":1e400}", "x: must not be larger than a double can be");
	}

	@Test
	void privateTablesOfOthersAndServerOnlyTablesAreOnTheServerOnly() {
		run(CLIENT, (ctx) -> {
			assertThat(ctx.isServer()).isFalse();
			ctx.privateOfUser("alice").table(LINES).set("a", new Line("mine"));
			assertThatIllegalStateException().isThrownBy(() -> ctx.privateOfUser("bob"))
				.withMessageContaining("ctx.isServer()");
			assertThatIllegalStateException().isThrownBy(ctx::serverOnly).withMessageContaining("ctx.isServer()");
		});
		this.runner.query((ctx) -> {
			assertThatIllegalStateException().isThrownBy(() -> ctx.privateOfUser("bob"));
			assertThatIllegalStateException().isThrownBy(ctx::serverOnly);
			return ctx.privateOfUser("alice").table(LINES).get("a");
		}, CLIENT, this.overlay, ReadTracker.NONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/b", "a\u0000", "\n", "\ud800", "a\udc00" })
	void whatIsNoUserIdOwnsNothing(String userId) {
		run(SERVER, (ctx) -> assertThatIllegalArgumentException().isThrownBy(() -> ctx.privateOfUser(userId))
			.withMessageContaining("is not a user id"));
	}

	@Test
	void aUserIdMayHave255Bytes() {
		run(SERVER, (ctx) -> {
			ctx.privateOfUser("é".repeat(127) + "a").table(LINES).set("a", new Line("b"));
			assertThatIllegalArgumentException().isThrownBy(() -> ctx.privateOfUser("é".repeat(128)));
		});
		EntryKey key = EntryKey.parse(this.overlay.changes().iterator().next().key());
		assertThat(key.owner()).isEqualTo("é".repeat(127) + "a");
		assertThat(key.path()).isEqualTo("lines/a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\u0000", "\t", "\ud800" })
	void aKeyThatNoEntryCanHaveIsInvalid(String key) {
		assertRejected(CLIENT, (ctx) -> ctx.table(LINES).set(key, new Line("a")), RejectionCode.INVALID_KEY);
		assertRejected(CLIENT, (ctx) -> ctx.table(LINES).delete(key), RejectionCode.INVALID_KEY);
		run(CLIENT, (ctx) -> assertThat(ctx.table(LINES).get(key)).isEmpty());
	}

	@Test
	void aKeyMayTake256BytesWithItsTableAndNotOneMore() {
		String most = "é".repeat(125);
		assertThat(EntryKey.utf8Length("lines/" + most)).isEqualTo(Limits.MAX_KEY_BYTES);
		run(SERVER, (ctx) -> {
			ctx.table(LINES).set(most, new Line("a"));
			ctx.privateOfUser("a".repeat(255)).table(LINES).set(most, new Line("a"));
			ctx.serverOnly().table(LINES).delete(most);
		});
		assertThat(this.overlay.changes()).hasSize(3);
		assertRejected(SERVER, (ctx) -> ctx.table(LINES).set(most + "a", new Line("a")), RejectionCode.KEY_TOO_LARGE);
		assertRejected(SERVER, (ctx) -> ctx.serverOnly().table(LINES).delete(most + "a"), RejectionCode.KEY_TOO_LARGE);
	}

	@Test
	void tablesOfTheSystemCanOnlyBeRead() {
		Table<Line> system = Table.of("$lines", Line.class);
		assertRejected(SERVER, (ctx) -> ctx.table(system).set("a", new Line("b")), RejectionCode.INVALID_KEY);
		assertRejected(SERVER, (ctx) -> ctx.privateOfUser("alice").table(system).delete("a"),
				RejectionCode.INVALID_KEY);
		run(SERVER, (ctx) -> assertThat(ctx.table(system).scan()).isEmpty());
	}

	@Test
	void aValueThatJsonCannotCarryIsInvalidAndItsPathTold() {
		assertRejected(CLIENT, (ctx) -> ctx.table(LINES).set("a", new Line("b\ud800")), RejectionCode.INVALID_VALUE,
				"The value of lines/a can't be written: text: has half a surrogate pair (U+D800), which no text may have");
		assertRejected(CLIENT, (ctx) -> ctx.table(LINES).set("a", new Line(" ")), RejectionCode.INVALID_VALUE,
				"The value of lines/a can't be written: text: must not be blank");
		assertRejected(CLIENT, (ctx) -> ctx.table(LINES).set("a", null), RejectionCode.INVALID_VALUE,
				"The value of lines/a can't be written: must not be null");
	}

	@Test
	void aValueMayTakeAMebibyteAndNotOneByteMore() {
		int room = Limits.MAX_VALUE_BYTES - "{\"text\":\"\"}".length();
		run(CLIENT, (ctx) -> ctx.table(LINES).set("a", new Line("é".repeat(room / 2) + "a".repeat(room % 2))));
		StoredValue written = this.overlay.get("lines/a");
		assertThat(written).isNotNull();
		assertThat(EntryKey.utf8Length(written.json())).isEqualTo(Limits.MAX_VALUE_BYTES);
		assertRejected(CLIENT, (ctx) -> ctx.table(LINES).set("a", new Line("a".repeat(room + 1))),
				RejectionCode.VALUE_TOO_LARGE);
		assertRejected(CLIENT, (ctx) -> ctx.table(LINES).set("a", new Line("\u20ac".repeat(room / 3 + 1))),
				RejectionCode.VALUE_TOO_LARGE);
	}

	@Test
	void changingWhatWasReadOrWrittenChangesNothing() {
		Table<Many> many = Table.of("many", Many.class);
		run(CLIENT, (ctx) -> {
			List<String> texts = new ArrayList<>(List.of("a"));
			ctx.table(many).set("k", new Many(texts));
			texts.add("b");
			ctx.table(many).get("k").orElseThrow().texts().add("c");
			assertThat(ctx.table(many).get("k")).contains(new Many(List.of("a")));
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> ctx.table(many).scan().clear());
		});
	}

	@Test
	void aScanKeepsToItsTablePrefixLimitAndDirection() {
		run(SERVER, (ctx) -> {
			for (String key : List.of("b1", "b2", "b3", "c")) {
				ctx.table(LINES).set(key, new Line(key));
			}
			ctx.table(LINES).delete("b2");
			ctx.table(Table.of("lines2", Line.class)).set("b9", new Line("other table"));
			ctx.privateOfUser("alice").table(LINES).set("b0", new Line("private"));
			assertThat(keys(ctx, Scan.prefix("b"))).containsExactly("b", "b1", "b3");
			assertThat(keys(ctx, Scan.prefix("b").limit(2))).containsExactly("b", "b1");
			assertThat(keys(ctx, Scan.prefix("b").limit(2).after("b"))).containsExactly("b1", "b3");
			assertThat(keys(ctx, Scan.prefix("b").reversed().limit(2))).containsExactly("b3", "b1");
			assertThat(keys(ctx, Scan.prefix("b").reversed().after("b1"))).containsExactly("b");
			assertThat(keys(ctx, Scan.prefix("b").after("x"))).isEmpty();
			assertThat(keys(ctx, Scan.prefix("b").reversed().after("a"))).isEmpty();
			assertThat(keys(ctx, Scan.all())).containsExactly("a", "b", "b1", "b3", "c");
		});
	}

	@Test
	void aQueryTellsWhatItReads() {
		List<Object> read = new ArrayList<>();
		ReadTracker tracker = new ReadTracker() {

			@Override
			public void read(String key) {
				read.add(key);
			}

			@Override
			public void scanned(KeyRange range) {
				read.add(range);
			}

		};
		String result = this.runner.query((ctx) -> {
			ctx.table(LINES).has("unknown");
			ctx.privateOfUser("alice").table(LINES).scan(Scan.prefix("x").reversed());
			return ctx.table(LINES).get("a").orElseThrow().text();
		}, CLIENT, this.entries, tracker);
		assertThat(result).isEqualTo("one");
		assertThat(read).containsExactly("lines/unknown",
				new KeyRange("$$pu/alice/lines/x", true, "$$pu/alice/lines/y", true), "lines/a");
	}

	@Test
	void aCheckedExceptionIsAFaultOfTheMutator() {
		MutatorCatalog catalog = MutatorCatalog.of(List.of(new Throwing()), this.codecs);
		assertThatExceptionOfType(MutatorFailedException.class)
			.isThrownBy(() -> this.runner.run(catalog.find("throwing", "run"), new StoredValue("{\"text\":\"a\"}"),
					CLIENT, this.overlay))
			.withMessage("Mutator throwing.run failed")
			.withCauseInstanceOf(IOException.class);
	}

	private void assertArgsRejected(String args, String message) {
		assertThatExceptionOfType(MutationRejectedException.class)
			.isThrownBy(() -> run(CLIENT, args, (ctx, line) -> ctx.table(LINES).set("a", line)))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(RejectionCode.INVALID_ARGS));
		assertThat(this.overlay.changes()).isEmpty();
	}

	private void assertRejected(Side side, Consumer<MutationContext> mutator, String code, String message) {
		assertThatExceptionOfType(MutationRejectedException.class).isThrownBy(() -> run(side, mutator))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

	private void assertRejected(Side side, Consumer<MutationContext> mutator, String code) {
		assertThatExceptionOfType(MutationRejectedException.class).isThrownBy(() -> run(side, mutator))
			.withMessageContaining("lines")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

	private void run(Side side, Consumer<MutationContext> mutator) {
		run(side, "{\"text\":\"a\"}", (ctx, args) -> mutator.accept(ctx));
	}

	private void run(Side side, String args, BiConsumer<MutationContext, Line> mutator) {
		MutatorCatalog catalog = MutatorCatalog.of(List.of(new Scripted(mutator)), this.codecs);
		this.runner.run(catalog.find(Scripted::run), new StoredValue(args), side, this.overlay);
	}

	private static List<String> keys(MutationContext ctx, Scan scan) {
		return ctx.table(LINES).scan(scan).stream().map(Entry::key).toList();
	}

	record Line(@NotBlank String text) {
	}

	/** Puts a list that can be changed in place of the one that it is given. */
	record Many(List<String> texts) {

		Many {
			texts = new ArrayList<>(texts);
		}

	}

	@Mutators(type = "scripted")
	static final class Scripted {

		private final BiConsumer<MutationContext, Line> script;

		Scripted() {
			this((ctx, args) -> {
			});
		}

		Scripted(BiConsumer<MutationContext, Line> script) {
			this.script = script;
		}

		@Mutator
		public void run(MutationContext ctx, Line args) {
			this.script.accept(ctx, args);
		}

	}

	@Mutators(type = "throwing")
	static final class Throwing {

		@Mutator
		public void run(MutationContext ctx, Line args) throws IOException {
			throw new IOException("disk full");
		}

	}

}
