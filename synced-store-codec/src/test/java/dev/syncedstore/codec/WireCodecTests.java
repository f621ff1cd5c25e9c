package dev.syncedstore.codec;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How strict messages are read. That they are read and written at all is shown by the
 * golden ones.
 */
class WireCodecTests {

	private static final String PUSH = """
			{"protocol_version": 1, "client_id": "client-A", "user_id": "alice", "acknowledged_mutation_id": 2,
			 "mutations": [{"id": 3, "nonce": "k7", "schema_version": 1, "name": "addTodo", "args": {"a": 1}},
			               {"id": 5, "nonce": "k8", "schema_version": 1, "name": "addTodo", "args": null}]}""";

	private static final String PULL = """
			{"protocol_version": 1, "schema_version": 1, "client_id": "client-A", "user_id": null,
			 "acknowledged_mutation_id": 2, "epoch": "5f3c", "version": 103, "checkpoint": "77b0", "page": null}""";

	private static final String DELTA = """
			{"epoch": "5f3c", "checkpoint": "a91e", "min_included_version": 104, "max_included_version": 105,
			 "patches": [{"op": "set", "key": "todos/abc", "value": {"text": "Buy milk"}}, {"op": "del", "key": "t/x"}],
			 "client_id_to_last_mutation_id": {"client-A": 3, "client-B": 7},
			 "rejected_mutations": [{"client_id": "client-A", "mutation_id": 2, "code": "x", "message": ""}]}""";

	private static final String PULLED = DELTA.substring(0, DELTA.length() - 1)
			+ ", \"user_id\": \"alice\", \"schema_version\": 1, \"reset\": false, \"next_page\": null}";

	private static final String PUSHED = """
			{"user_id": "alice", "last_mutation_id": 3, "version": 105, "rejected_mutations": []}""";

	private final WireCodec wire = new WireCodec();

	@Test
	void everyMessageIsReadAsItIsMeant() {
		RejectedMutation rejection = new RejectedMutation("client-A", 2, "x", "");
		Delta delta = new Delta("5f3c", "a91e", 104, 105,
				List.of(new Patch("todos/abc", new StoredValue("{\"text\": \"Buy milk\"}")), new Patch("t/x", null)),
				Map.of("client-A", 3L, "client-B", 7L), List.of(rejection));
		assertThat(this.wire.readPushRequest(PUSH)).isEqualTo(new PushRequest(1, "client-A", "alice", 2,
				List.of(new PushMutation(3, "k7", 1, "addTodo", "{\"a\": 1}"),
						new PushMutation(5, "k8", 1, "addTodo", "null"))));
		assertThat(this.wire.readPullRequest(PULL))
			.isEqualTo(new PullRequest(1, 1, "client-A", null, 2, "5f3c", 103L, "77b0", null));
		assertThat(this.wire.readDelta(DELTA)).isEqualTo(delta);
		assertThat(this.wire.readPullResponse(PULLED)).isEqualTo(new PullResponse(delta, "alice", 1, false, null));
		assertThat(this.wire.readPushResponse(PUSHED)).isEqualTo(new PushResponse("alice", 3, 105, List.of()));
	}

	@Test
	void theNextPageIsKnownBeforeTheRestIsRead() {
		Delta delta = new Delta("5f3c", "a91e", 0, 105, List.of(), Map.of(), List.of());
		String first = this.wire.writePullResponse(new PullResponse(delta, "alice", 1, true, "page 2"));
		String last = this.wire.writePullResponse(new PullResponse(delta, "alice", 1, true, null));
		assertThat(this.wire.peekNextPage(first)).isEqualTo("page 2");
		assertThat(this.wire.peekNextPage(first.substring(0, first.length() / 2))).isEqualTo("page 2");
		assertThat(this.wire.peekNextPage(last)).isNull();
		assertThat(this.wire.peekNextPage(PULLED.replace("null}", "\"page 2\"}"))).isNull();
		assertThat(this.wire.peekNextPage("{\"next_page\": 2")).isNull();
		assertThat(this.wire.peekNextPage("<html>")).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"protocol_version": 1   | "protocol_version": "1"     | protocol_version
			"protocol_version": 1   | "protocol_version": 1.0     | protocol_version
			"protocol_version": 1   | "protocol_version": -1      | protocol_version
			"protocol_version": 1   | "protocol_version": null    | protocol_version
			"client-A"              | ""                          | client_id
			"client-A"              | null                        | client_id
			"client-A"              | 7                           | client_id
			"client-A"              | "a b"                       | client_id
			"client-A"              | "a\\n"                      | client_id
			"client-A"              | "é"                         | client_id
			"client-A"              | "01234567890123456789012345678901234567890123456789012345678901234" | client_id
			"alice"                 | ""                          | user_id
			"alice"                 | "al/ice"                    | user_id
			"alice"                 | "al\\u0000ice"              | user_id
			"alice"                 | "\\ud800"                   | user_id
			"alice"                 | 7                           | user_id
			"acknowledged_mutation_id": 2 | "acknowledged_mutation_id": -1 | acknowledged_mutation_id
			"acknowledged_mutation_id": 2 | "acknowledged_mutation_id": 9007199254740992 | acknowledged_mutation_id
			"id": 3                 | "id": 0                     | mutations[0].id
			"id": 5                 | "id": 3                     | mutations[1].id
			"id": 5                 | "id": 2                     | mutations[1].id
			"id": 5                 | "id": "5"                   | mutations[1].id
			"id": 5,                | ``                          | mutations[1].id
			"nonce": "k7",          | ``                          | mutations[0].nonce
			"k8"                    | null                        | mutations[1].nonce
			"k8"                    | ""                          | mutations[1].nonce
			"k8"                    | "012345678901234567890123456789012" | mutations[1].nonce
			"k8"                    | "\\u0000"                   | mutations[1].nonce
			"nonce": "k8"           | "nonce": "k8", "nonce": "k8" | mutations[1].nonce
			"k8", "schema_version": 1 | "k8"                      | mutations[1].schema_version
			"name": "addTodo", "args": null | "args": null        | mutations[1].name
			, "args": null          | ``                          | mutations[1].args
			"args": null            | "args": null, "args": null  | mutations[1].args
			"args": null            | "args": null, "x": 1, "x": 2 | mutations[1].x
			"name": "addTodo", "args": null | "name": null, "args": null | mutations[1].name
			"name": "addTodo", "args": null | "name": "a\\u0000", "args": null | mutations[1].name
			""")
	void aPushThatBreaksTheProtocolIsRefusedWithTheFieldsPath(String part, String broken, String path) {
		assertRefused(this.wire::readPushRequest, replace(PUSH, part, broken), path);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"schema_version": 1 | "schema_version": null | schema_version
			"5f3c"              | 5                      | epoch
			"5f3c"              | ""                     | epoch
			103                 | "103"                  | version
			103                 | 1.5                    | version
			103                 | 9007199254740993       | version
			"77b0"              | "\\ud800"              | checkpoint
			"page": null        | "page": 1              | page
			, "page": null      | ``                     | page
			"page": null        | "page": null, "page": null | page
			""")
	void aPullThatBreaksTheProtocolIsRefusedWithTheFieldsPath(String part, String broken, String path) {
		assertRefused(this.wire::readPullRequest, replace(PULL, part, broken), path);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"epoch": "5f3c"      | "epoch": null                  | epoch
			"a91e"               | null                           | checkpoint
			104                  | 107                            | min_included_version
			104                  | -1                             | min_included_version
			105                  | null                           | max_included_version
			"set"                | "put"                          | patches[0].op
			"set"                | null                           | patches[0].op
			"todos/abc"          | "todos"                        | patches[0].key
			"todos/abc"          | "todos/"                       | patches[0].key
			"todos/abc"          | "/abc"                         | patches[0].key
			"todos/abc"          | "$$so/audit/1"                 | patches[0].key
			"todos/abc"          | "$$pu/alice"                   | patches[0].key
			"todos/abc"          | "$$pu//notes/mine"             | patches[0].key
			"todos/abc"          | "$$pu/alice/notes"             | patches[0].key
			"todos/abc"          | "todos/\\u0000"                | patches[0].key
			{"text": "Buy milk"} | null                           | patches[0].value
			, "value": {"text": "Buy milk"} | ``                  | patches[0].value
			, "key": "t/x"       | ``                             | patches[1].key
			"client-B": 7        | "client-B": "7"                | client_id_to_last_mutation_id.client-B
			"client-B": 7        | "client-A": 7                  | client_id_to_last_mutation_id.client-A
			"client-B": 7        | "": 7                          | client_id_to_last_mutation_id.
			"mutation_id": 2     | "mutation_id": null            | rejected_mutations[0].mutation_id
			, "message": ""      | ``                             | rejected_mutations[0].message
			"code": "x"          | "code": 5                      | rejected_mutations[0].code
			""")
	void aDeltaThatBreaksTheProtocolIsRefusedWithTheFieldsPath(String part, String broken, String path) {
		assertRefused(this.wire::readDelta, replace(DELTA, part, broken), path);
		assertRefused(this.wire::readPullResponse, replace(PULLED, part, broken), path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":1e400}", "{\"a\":12345678901234567890}", "\"\\u0000\"", "\"\\ud800\"",
			"{\"a\":1,\"a\":2}", "\"\ud800\"", "null", "7", "[[[]]]" })
	void whatIsNoIJsonWithinArgumentsAndValuesSpoilsNoMessage(String raw) {
		PushRequest push = this.wire.readPushRequest(replace(PUSH, "{\"a\": 1}", raw));
		assertThat(push.mutations()).extracting(PushMutation::args).containsExactly(raw, "null");
		if (!raw.equals("null")) {
			Delta delta = this.wire.readDelta(replace(DELTA, "{\"text\": \"Buy milk\"}", raw));
			assertThat(delta.patches().get(0).value()).isEqualTo(new StoredValue(raw));
		}
	}

	@Test
	void argumentsMayBeDeepButNotAbsurdlySo() {
		String deep = "[".repeat(500) + "]".repeat(500);
		assertThat(this.wire.readPushRequest(replace(PUSH, "{\"a\": 1}", deep)).mutations().get(0).args())
			.isEqualTo(deep);
		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> this.wire.readPushRequest(replace(PUSH, "{\"a\": 1}", "[".repeat(501) + "]".repeat(501))))
			.withMessageContaining("nested");
		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> this.wire.readPushRequest(replace(PUSH, "{\"a\": 1}", "[".repeat(1_000_000))));
	}

	@Test
	void argumentsMayHaveNumbersTextsAndNamesOfAnyLength() {
		String digits = "1".repeat(100_000);
		String args = "{\"" + "n".repeat(100_000) + "\":" + digits + ",\"t\":\"" + digits + "\"}";
		assertThat(this.wire.readPushRequest(replace(PUSH, "{\"a\": 1}", args)).mutations().get(0).args())
			.isEqualTo(args);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "null", "{", "{\"protocol_version\": 1}}", "<html></html>", "{\"a\":tru}" })
	void whatIsNoMessageIsRefused(String json) {
		List<Consumer<String>> readers = List.of(this.wire::readPushRequest, this.wire::readPushResponse,
				this.wire::readPullRequest, this.wire::readPullResponse, this.wire::readDelta, this.wire::readProblem);
		assertThat(readers).allSatisfy((reader) -> assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> reader.accept(json))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("jackson").isNotEmpty()));
	}

	@Test
	void aWithdrawnMutationMayLackItsNonceAndSchemaVersion() {
		String json = replace(PUSH, "{\"id\": 3, \"nonce\": \"k7\", \"schema_version\": 1, \"name\": \"addTodo\"",
				"{\"id\": 3, \"name\": \"$withdrawn\"");
		PushRequest push = this.wire.readPushRequest(json);
		assertThat(push.mutations().get(0)).isEqualTo(new PushMutation(3, null, 0, "$withdrawn", "{\"a\": 1}"));
		assertThat(push.mutations().get(0).isWithdrawn()).isTrue();
		assertThat(this.wire.readPushRequest(this.wire.writePushRequest(push))).isEqualTo(push);
	}

	@Test
	void anUnsupportedVersionOfTheProtocolIsLeftToTheCaller() {
		assertThat(this.wire.readPushRequest(replace(PUSH, "\"protocol_version\": 1", "\"protocol_version\": 7"))
			.protocolVersion()).isEqualTo(7);
	}

	@Test
	void aHoleInTheIdsIsLeftToTheCaller() {
		assertThat(this.wire.readPushRequest(PUSH).mutations()).extracting(PushMutation::id).containsExactly(3L, 5L);
	}

	@Test
	void messagesOfRejectionsAreReadWhateverIsInThem() {
		String json = replace(DELTA, "\"message\": \"\"", "\"message\": \"a\\n\\u0000\\ud800\"");
		assertThat(this.wire.readDelta(json).rejectedMutations().get(0).message()).isEqualTo("a\n\u0000\ud800");
	}

	@Test
	void theEmptyRangeAtVersionZeroHasNoCheckpoint() {
		Delta empty = Delta.emptyRange("e", null, 0);
		assertThat(this.wire.readDelta(this.wire.writeDelta(empty))).isEqualTo(empty);
		assertThat(this.wire.writeDelta(empty))
			.isEqualTo("{\"epoch\":\"e\",\"checkpoint\":null,\"min_included_version\":1,\"max_included_version\":0,"
					+ "\"patches\":[],\"client_id_to_last_mutation_id\":{},\"rejected_mutations\":[]}");
	}

	@Test
	void oneDeltaIsOneText() {
		Map<String, Long> ids = Map.of("b", 1L, "c", 2L, "a", 3L, "d", 4L);
		assertThat(this.wire.writeDelta(new Delta("e", "c", 1, 1, List.of(), ids, List.of())))
			.contains("{\"a\":3,\"b\":1,\"c\":2,\"d\":4}");
	}

	@Test
	void aProblemOfTheProtocolIsWrittenAsRfc9457SaysAndReadAgain() {
		Problem problem = Problem.of(ProblemCode.MUTATION_GAP, "Ids are missing", "last_mutation_id", 7L);
		String json = this.wire.writeProblem(problem);
		assertThat(json).isEqualTo("{\"title\":\"Conflict\",\"status\":409,\"detail\":\"Ids are missing\","
				+ "\"code\":\"mutation_gap\",\"last_mutation_id\":7}");
		assertThat(this.wire.readProblem(json)).isEqualTo(problem);
	}

	@Test
	void aProblemIsReadLeniently() {
		Problem problem = this.wire
			.readProblem("{\"code\":\"x\",\"status\":\"409\",\"detail\":[],\"type\":\"about:blank\","
					+ "\"a\":\"b\",\"n\":7,\"f\":1.5,\"l\":99999999999999999999,\"o\":{\"code\":1},\"t\":true,\"z\":null}");
		assertThat(problem).isEqualTo(new Problem(0, "x", "", Map.of("a", "b", "n", 7L)));
		assertThat(problem.number("n", 0)).isEqualTo(7);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"code\":5}", "{\"code\":null}", "{\"status\":404,\"title\":\"Not Found\"}" })
	void aFailureWithoutACodeIsNotOfTheProtocol(String json) {
		assertRefused(this.wire::readProblem, json, "code");
	}

	@Test
	void everyCodeOfTheProtocolHasATitle() {
		for (ProblemCode code : ProblemCode.values()) {
			assertThat(this.wire.writeProblem(Problem.of(code, ""))).contains("\"status\":" + code.status())
				.doesNotContain("\"Failure\"");
		}
	}

	@Test
	void aProblemHasOnlyMembersThatEveryClientReads() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.wire.writeProblem(Problem.of(ProblemCode.UNAVAILABLE, "", "ratio", 1.5)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.wire.writeProblem(Problem.of(ProblemCode.UNAVAILABLE, "", "status", 500L)));
		assertThatCode(() -> this.wire.writeProblem(Problem.of(ProblemCode.UNAVAILABLE, "", "seconds", 5)))
			.doesNotThrowAnyException();
	}

	private static void assertRefused(Consumer<String> reader, String json, String path) {
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> reader.accept(json))
			.withMessageStartingWith(path + ": ")
			.satisfies((ex) -> assertThat(ex.path()).isEqualTo(path));
	}

	/** Where the part occurs more than once, the last is meant. */
	private static String replace(String message, String part, String other) {
		int at = message.lastIndexOf(part);
		assertThat(at).as(part).isNotNegative();
		return message.substring(0, at) + other + message.substring(at + part.length());
	}

}
