package dev.syncedstore.codec;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.ValueCodec;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random values, and random damage to their JSON.
 */
class FuzzTests {

	private static final int ROUNDS = 3000;

	private static final String[] DAMAGE = { "", "\"", "{", "}", "[", "]", ",", ":", "\\", "\\u0000", "\\ud800", "0",
			"-", ".5", "e400", "null", "true", "\u0000", "\ud83d", " ", "\"type\":\"Circle\"", "9999999999999999999",
			"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\"text\":1," };

	private final ValueCodec<KitchenSink> codec = JacksonValueCodecs.create().forType(KitchenSink.class);

	private final WireCodec wire = new WireCodec();

	@Test
	void whatIsWrittenIsReadAsTheSame() {
		for (int seed = 0; seed < ROUNDS; seed++) {
			KitchenSink value = new RandomValues(seed).kitchenSink(2);
			String json = this.codec.write(value);
			KitchenSink read = this.codec.read(json);
			assertThat(read).as("seed %d: %s", seed, json).isEqualTo(value);
			assertThat(this.codec.write(read)).as("seed %d", seed).isEqualTo(json);
		}
	}

	@Test
	void damagedValuesAreReadOrRefusedAsInvalid() {
		int refused = 0;
		for (int seed = 0; seed < ROUNDS * 3; seed++) {
			String json = damaged(this.codec.write(new RandomValues(seed).kitchenSink(1)), new Random(seed));
			try {
				KitchenSink read = this.codec.read(json);
				assertThat(this.codec.read(this.codec.write(read))).as("seed %d: %s", seed, json).isEqualTo(read);
			}
			catch (InvalidValueException ex) {
				refused++;
				assertThat(ex.getMessage()).as("seed %d: %s", seed, json)
					.doesNotContain("jackson", "JsonToken", "Exception", "\u0000")
					.matches((message) -> IJson.forbidden(message) < 0);
			}
		}
		assertThat(refused).isBetween(ROUNDS, ROUNDS * 3 - 1);
	}

	@Test
	void damagedMessagesAreReadOrRefusedAsMalformed() {
		Map<String, Function<String, Object>> readers = Map.of(pushRequest(), this.wire::readPushRequest,
				pushResponse(), this.wire::readPushResponse, pullRequest(), this.wire::readPullRequest, pullResponse(),
				this.wire::readPullResponse, this.wire.writeDelta(delta()), this.wire::readDelta, problem(),
				this.wire::readProblem);
		readers.forEach((message, reader) -> {
			assertThat(reader.apply(message)).isNotNull();
			int refused = 0;
			for (int seed = 0; seed < ROUNDS; seed++) {
				String json = damaged(message, new Random(seed));
				try {
					reader.apply(json);
				}
				catch (MalformedMessageException ex) {
					refused++;
					assertThat(ex.getMessage()).as("seed %d: %s", seed, json)
						.doesNotContain("jackson", "JsonToken", "Exception", "\u0000");
				}
			}
			assertThat(refused).as(message).isBetween(ROUNDS / 3, ROUNDS - 1);
		});
	}

	@Test
	void argumentsAndValuesComeThroughCharacterByCharacter() {
		for (int seed = 0; seed < 300; seed++) {
			Random random = new Random(seed);
			RandomValues values = new RandomValues(seed);
			String white = " ".repeat(random.nextInt(3)) + "\n".repeat(random.nextInt(2));
			// Long ones, too, so that they lie across the parser's buffers.
			String args = "{" + white + "\"k\"" + white + ":" + this.codec.write(values.kitchenSink(2)) + ",\"p\":\""
					+ "x".repeat(random.nextInt(3) * random.nextInt(9000)) + "\"}";
			String number = random.nextInt() + "" + String.valueOf(random.nextInt(10)).repeat(random.nextInt(60));
			String json = "{\"protocol_version\":1,\"client_id\":\"c\",\"user_id\":null,\"acknowledged_mutation_id\":0,"
					+ "\"mutations\":[{\"id\":1,\"nonce\":\"n\",\"schema_version\":1,\"name\":\"a\",\"args\":" + white
					+ args + white + "},{\"args\":" + white + number + white
					+ ",\"id\":2,\"nonce\":\"n\",\"schema_version\":1,"
					+ "\"name\":\"a\"},{\"id\":3,\"nonce\":\"n\",\"schema_version\":1,\"name\":\"a\",\"args\":\"\\\"}\"}]}";
			assertThat(this.wire.readPushRequest(json).mutations()).as("seed %d", seed)
				.extracting(PushMutation::args)
				.containsExactly(args, number, "\"\\\"}\"");
		}
	}

	private String pushRequest() {
		return this.wire.writePushRequest(new PushRequest(1, "client-A", "alice", 2,
				List.of(new PushMutation(3, "k7", 1, "addTodo", "{\"id\":\"abc\",\"text\":\"Buy\"}"),
						new PushMutation(4, null, 0, "$withdrawn", "null"))));
	}

	private String pushResponse() {
		return this.wire.writePushResponse(new PushResponse("alice", 3, 105,
				List.of(new RejectedMutation("client-A", 2, "list_locked", "List is locked"))));
	}

	private String pullRequest() {
		return this.wire.writePullRequest(new PullRequest(1, 1, "client-A", null, 2, "5f3c", 103L, "77b0", null));
	}

	private String pullResponse() {
		return this.wire.writePullResponse(new PullResponse(delta(), "alice", 1, false, "p2"));
	}

	private String problem() {
		return this.wire.writeProblem(
				new Problem(409, "mutation_gap", "Ids 3 to 4 are missing", Map.of("last_mutation_id", 2L, "x", "y")));
	}

	private static Delta delta() {
		return new Delta("5f3c", "a91e", 104, 105,
				List.of(new Patch("todos/abc", new StoredValue("{\"text\":\"Buy milk\"}")),
						new Patch("$$pu/alice/notes/mine", null)),
				Map.of("client-A", 3L, "client-B", 7L),
				List.of(new RejectedMutation("client-A", 2, "list_locked", "List is locked")));
	}

	private static String damaged(String json, Random random) {
		StringBuilder result = new StringBuilder(json);
		for (int i = random.nextInt(2); i >= 0; i--) {
			int at = random.nextInt(result.length() + 1);
			switch (random.nextInt(4)) {
				case 0 -> result.setLength(at);
				case 1 -> result.delete(at, Math.min(result.length(), at + 1 + random.nextInt(8)));
				default -> result.insert(at, DAMAGE[random.nextInt(DAMAGE.length)]);
			}
		}
		return result.toString();
	}

}
