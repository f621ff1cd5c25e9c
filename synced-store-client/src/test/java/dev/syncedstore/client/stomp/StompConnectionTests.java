package dev.syncedstore.client.stomp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.syncedstore.client.ManualScheduler;
import dev.syncedstore.client.transport.PokeConnectionListener;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A subscriber's session, seen from the other end.
 */
class StompConnectionTests {

	private final ManualScheduler scheduler = new ManualScheduler();

	private final List<String> sent = new ArrayList<>();

	private final List<String> heard = new ArrayList<>();

	private boolean channelOpen = true;

	private final StompConnection connection = new StompConnection(this.scheduler, new PokeConnectionListener() {

		@Override
		public void connected() {
			StompConnectionTests.this.heard.add("connected");
		}

		@Override
		public void message(String subscriptionId, Map<String, String> headers, String body) {
			StompConnectionTests.this.heard.add(subscriptionId + " " + headers.get("code") + " " + body);
		}

		@Override
		public void closed(String reason) {
			StompConnectionTests.this.heard.add("closed: " + reason);
		}

	});

	private final TextChannel channel = new TextChannel() {

		@Override
		public void send(String text) {
			StompConnectionTests.this.sent.add(text);
		}

		@Override
		public void close() {
			StompConnectionTests.this.channelOpen = false;
		}

	};

	@Test
	void itGreetsWithItsCredentialsAndIsConnectedWhenAnswered() {
		open();
		assertThat(this.sent).containsExactly("CONNECT\naccept-version:1.2\nhost:example.org\n"
				+ "heart-beat:10000,10000\nAuthorization:Bearer x\n\n\0");
		assertThat(this.heard).isEmpty();
		answer();
		assertThat(this.heard).containsExactly("connected");
	}

	@Test
	void messagesAreHandedOnWithTheirSubscription() {
		connect();
		this.connection.subscribe("7", "/spaces/todo/main", Map.of("client-id", "c"));
		this.connection.received("MESSAGE\nsubscription:7\n\n{}\0");
		this.connection.received("MESSAGE\nsubscription:7\ncode:access_denied\n\n\0");
		this.connection.unsubscribe("7");
		assertThat(this.sent).containsExactly("SUBSCRIBE\nid:7\ndestination:/spaces/todo/main\nclient-id:c\n\n\0",
				"UNSUBSCRIBE\nid:7\n\n\0");
		assertThat(this.heard).containsExactly("7 null {}", "7 access_denied ");
	}

	@Test
	void itSendsHeartBeatsALittleEarly() {
		connect();
		this.scheduler.advance(Duration.ofSeconds(9));
		assertThat(this.sent).containsExactly("\n");
		keepHearing(Duration.ofSeconds(9));
		assertThat(this.sent).containsExactly("\n", "\n");
	}

	@Test
	void aServerThatWantsNoHeartBeatsGetsNone() {
		open();
		this.connection.received("CONNECTED\nversion:1.2\nheart-beat:0,0\n\n\0");
		this.sent.clear();
		this.scheduler.advance(Duration.ofMinutes(5));
		assertThat(this.sent).isEmpty();
		assertThat(this.heard).containsExactly("connected");
	}

	@Test
	void aSilentServerIsGivenUpButNotOneThatBeats() {
		connect();
		keepHearing(Duration.ofMinutes(3));
		assertThat(this.heard).isEmpty();
		this.scheduler.advance(Duration.ofSeconds(20));
		assertThat(this.heard).isEmpty();
		this.scheduler.advance(Duration.ofSeconds(10));
		assertThat(this.heard).containsExactly("closed: Nothing came for 30 s");
		assertThat(this.channelOpen).isFalse();
	}

	@Test
	void aServerThatDoesNotAnswerTheGreetingIsGivenUp() {
		open();
		this.scheduler.advance(Duration.ofSeconds(15));
		assertThat(this.heard).containsExactly("closed: The server did not answer CONNECT in time");
		this.connection.received("CONNECTED\n\n\0");
		this.connection.fail("again");
		assertThat(this.heard).hasSize(1);
	}

	@Test
	void anErrorFrameEndsTheConnection() {
		connect();
		this.connection.received("ERROR\nmessage:Not so\n\n\0MESSAGE\nsubscription:0\n\nlate\0");
		assertThat(this.heard).containsExactly("closed: ERROR: Not so");
		assertThat(this.channelOpen).isFalse();
	}

	@Test
	void whatIsNotStompEndsTheConnection() {
		connect();
		this.connection.received("SEND\n\n\0");
		assertThat(this.heard).hasSize(1).first().asString().startsWith("closed: ");
	}

	@Test
	void closingSaysGoodbyeAndHearsNothingMore() {
		connect();
		this.connection.close();
		assertThat(this.sent).containsExactly("DISCONNECT\n\n\0");
		this.connection.received("MESSAGE\nsubscription:0\n\nlate\0");
		this.connection.fail("gone");
		this.scheduler.advance(Duration.ofMinutes(5));
		assertThat(this.heard).isEmpty();
		assertThat(this.channelOpen).isFalse();
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void aChannelThatOpensAfterClosingIsClosed() {
		this.connection.close();
		open();
		assertThat(this.channelOpen).isFalse();
		assertThat(this.sent).isEmpty();
	}

	private void open() {
		this.connection.opened(this.channel, "example.org", Map.of("Authorization", "Bearer x"));
	}

	private void answer() {
		this.connection.received("CONNECTED\nversion:1.2\nheart-beat:10000,10000\n\n\0");
	}

	private void connect() {
		open();
		answer();
		this.sent.clear();
		this.heard.clear();
	}

	private void keepHearing(Duration duration) {
		for (long i = 0; i < duration.toSeconds(); i++) {
			this.scheduler.advance(Duration.ofSeconds(1));
			this.connection.received("\n");
		}
	}

}
