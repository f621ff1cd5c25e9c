package dev.syncedstore.benchmarks.driver;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is parsed of STOMP and deltas, and what is counted of latencies.
 */
class MessagesTests {

	@Test
	void aMessageHasHeadersAndABody() {
		StompMessage message = StompMessage
			.read(bytes("MESSAGE\nsubscription:7\nmessage-id:7-1\ncontent-type:application/json\n\n{\"a\":1}\0"));
		assertThat(message).isNotNull();
		assertThat(message.command()).isEqualTo("MESSAGE");
		assertThat(message.header("subscription")).isEqualTo("7");
		assertThat(message.header("message-id")).isEqualTo("7-1");
		assertThat(message.header("code")).isNull();
		assertThat(StandardCharsets.UTF_8.decode(message.body()).toString()).isEqualTo("{\"a\":1}");
	}

	@Test
	void aHeartBeatIsNoMessage() {
		assertThat(StompMessage.read(bytes("\n"))).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> StompMessage.read(bytes("nonsense")));
	}

	@Test
	void aDeltaIsParsedToItsEnd() {
		Delta delta = Delta.read(bytes("""
				{"epoch":"e","checkpoint":"c","min_included_version":4,"max_included_version":5,"patches":[
				{"op":"set","key":"items/a","value":{"text":"x","list":[{"op":"no"}]}},{"op":"del","key":"items/b"}],
				"client_id_to_last_mutation_id":{"a":3},"rejected_mutations":[],"next_page":null}"""));
		assertThat(delta).isEqualTo(new Delta("e", "c", 4, 5, 2, null));
		assertThat(delta.isEmptyRange()).isFalse();
		assertThat(new Delta("e", null, 6, 5, 0, null).isEmptyRange()).isTrue();
	}

	@Test
	void aPercentileIsALatencyThatWasMeasured() {
		Latencies latencies = new Latencies();
		for (int millis = 2000; millis > 0; millis--) {
			latencies.add(millis * 1_000_000L);
		}
		assertThat(latencies.size()).isEqualTo(2000);
		assertThat(latencies.millis(0.5)).isEqualTo(1000);
		assertThat(latencies.millis(0.99)).isEqualTo(1980);
		assertThat(latencies.millis(1)).isEqualTo(2000);
		assertThat(latencies.millis(0)).isEqualTo(1);
	}

	@Test
	void pushesCountAndAcknowledgeWhatWasAnswered() {
		PushingClient client = new PushingClient(new UserSession("u1", ""), "space", "c");
		assertThat(client.body("put", List.of("{}", "{}")))
			.isEqualTo("{\"protocol_version\":1,\"client_id\":\"c\",\"user_id\":\"u1\",\"acknowledged_mutation_id\":0,"
					+ "\"mutations\":[{\"id\":1,\"nonce\":\"n1\",\"schema_version\":1,\"name\":\"put\",\"args\":{}},"
					+ "{\"id\":2,\"nonce\":\"n2\",\"schema_version\":1,\"name\":\"put\",\"args\":{}}]}");
		assertThat(client.body("put", List.of("{}"))).contains("\"acknowledged_mutation_id\":2", "\"id\":3");
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

}
