package dev.syncedstore.server.poke.stomp;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpSession;

import static org.assertj.core.api.Assertions.assertThat;

class StompConnectionTests {

	private static final String CONNECT = "CONNECT\naccept-version:1.1,1.2\nhost:example.org\nheart-beat:10000,10000\n\n\0";

	private final StompFixture fixture = new StompFixture();

	@Test
	void aSignedInHandshakeConnects() {
		StompFixture.Client alice = this.fixture.of("alice");
		alice.send(CONNECT);
		assertThat(alice.channel.sent).singleElement()
			.asString()
			.startsWith("CONNECTED\n")
			.contains("\nversion:1.2\n", "\nheart-beat:10000,10000\n")
			.endsWith("\n\n\0");
	}

	@Test
	void theStompFrameConnectsToo() {
		StompFixture.Client alice = this.fixture.of("alice");
		alice.send(CONNECT.replace("CONNECT\n", "STOMP\n"));
		assertThat(alice.channel.last()).startsWith("CONNECTED\n");
	}

	@Test
	void anAnonymousHandshakeIsSignedInByItsConnectFrame() {
		StompFixture.Client alice = this.fixture.anonymous();
		alice.send("CONNECT\naccept-version:1.2\nauthorization:Bearer of-alice\n\n\0");
		assertThat(alice.channel.last()).startsWith("CONNECTED\n");
	}

	@Test
	void theHandshakesPrincipalCountsMoreThanTheConnectFrame() {
		this.fixture.log.at(StompFixture.SPACE, 1);
		this.fixture.log.owner(StompFixture.SPACE, "c1", "alice");
		StompFixture.Client alice = this.fixture.of("alice");
		alice.send("CONNECT\naccept-version:1.2\nAuthorization:Bearer of-bob\n\n\0");
		alice.send(StompFixture.SUBSCRIBE);
		assertThat(alice.channel.last()).doesNotContain("client_of_another_user")
			.contains("\"max_included_version\":1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CONNECT\naccept-version:1.2\n\n\0",
			"CONNECT\naccept-version:1.2\nAuthorization:Bearer wrong\n\n\0" })
	void whoeverIsNobodyIsRefused(String connect) {
		StompFixture.Client nobody = this.fixture.anonymous();
		nobody.send(connect);
		assertThat(nobody.channel.last()).startsWith("ERROR\n").contains("\ncode:unauthenticated\n");
		assertThat(nobody.channel.closedWith).isEqualTo(1008);
	}

	@Test
	void anAuthenticatorThatFailsEndsInAnErrorThatTellsNothing() {
		StompFixture.Client nobody = this.fixture.anonymous();
		nobody.send("CONNECT\naccept-version:1.2\nAuthorization:Bearer broken\n\n\0");
		assertThat(nobody.channel.last()).startsWith("ERROR\n")
			.contains("\ncode:unavailable\n")
			.doesNotContain("key server");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CONNECT\naccept-version:1.1\n\n\0", "CONNECT\n\n\0",
			"CONNECT\naccept-version:1.2\nheart-beat:abc\n\n\0", "CONNECT\naccept-version:1.2\nheart-beat:-1,5\n\n\0",
			"SUBSCRIBE\nid:s1\n\n\0", "HELLO\n\n\0", "\u0001\u0002\n\n\0",
			"SEND\ndestination:/spaces/todo/groceries\n\nx\0", "CONNECTED\nversion:1.2\n\n\0",
			"CONNECT\nno colon\n\n\0", "CONNECT\r\rx\0" })
	void whatIsNoProperBeginningEndsInAnError(String text) {
		StompFixture.Client alice = this.fixture.of("alice");
		alice.send(text);
		assertThat(alice.channel.last()).startsWith("ERROR\n").endsWith("\0");
		assertThat(alice.channel.closedWith).isEqualTo(1002);
		alice.send(CONNECT);
		assertThat(alice.channel.sent).as("nothing is heard after the error").hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SEND\ndestination:/spaces/todo/groceries\n\n{}\0", "SUBSCRIBE\nid:s1\n\n\0",
			"SUBSCRIBE\ndestination:/spaces/todo/groceries\n\n\0", "UNSUBSCRIBE\n\n\0", "MESSAGE\n\n\0",
			"CONNECT\naccept-version:1.2\n\n\0", "SUBSCRIBE\nid:a\\qb\ndestination:/x\n\n\0",
			"SUBSCRIBE\nid:s1\ndestination:/spaces/todo/a\n\nbody\0" })
	void violationsEndTheConnection(String frame) {
		StompFixture.Client alice = this.fixture.connected("alice");
		alice.send(StompFixture.SUBSCRIBE.replace("id:s1", "id:s0"));
		alice.send(frame);
		assertThat(alice.channel.last()).startsWith("ERROR\n");
		assertThat(alice.channel.closedWith).isEqualTo(1002);
		assertThat(this.fixture.hub.subscriptions()).isZero();
	}

	@Test
	void aSecondSubscriptionWithOneIdEndsTheConnection() {
		StompFixture.Client alice = this.fixture.connected("alice");
		alice.send(StompFixture.SUBSCRIBE);
		alice.send(StompFixture.SUBSCRIBE);
		assertThat(alice.channel.last()).startsWith("ERROR\n");
		assertThat(this.fixture.hub.subscriptions()).isZero();
	}

	@Test
	void aSubscriptionBringsMessages() {
		StompFixture.Client alice = this.fixture.connected("alice");
		alice.send(StompFixture.SUBSCRIBE);
		this.fixture.commit("1");
		assertThat(alice.channel.messages()).hasSize(2)
			.allSatisfy((frame) -> assertThat(frame)
				.contains("\nsubscription:s1\n", "\ndestination:/spaces/todo/groceries\n", "\nmessage-id:s1-")
				.endsWith("}\0"));
		assertThat(alice.channel.messages()
			.stream()
			.map((frame) -> frame.lines().filter((line) -> line.startsWith("message-id:")).findFirst()))
			.doesNotHaveDuplicates();
	}

	@Test
	void framesMayComeInPiecesAndSeveralAtOnce() {
		StompFixture.Client alice = this.fixture.of("alice");
		String both = "\n" + CONNECT + "\n\n" + StompFixture.SUBSCRIBE + "\n";
		alice.send(both.substring(0, 20));
		alice.send(both.substring(20));
		assertThat(alice.channel.sent).hasSize(2);
	}

	@Test
	void connectionsWithTheSameSubscriptionIdShareTheFrame() {
		StompFixture.Client alice = this.fixture.connected("alice");
		StompFixture.Client bob = this.fixture.connected("bob");
		StompFixture.Client carol = this.fixture.connected("carol");
		alice.send(StompFixture.SUBSCRIBE);
		bob.send(StompFixture.SUBSCRIBE.replace("client-id:c1", "client-id:c2"));
		carol.send(StompFixture.SUBSCRIBE.replace("client-id:c1", "client-id:c3").replace("id:s1", "id:other"));
		this.fixture.commit("1");
		assertThat(bob.channel.last()).isSameAs(alice.channel.last());
		assertThat(carol.channel.last()).contains("\nsubscription:other\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "destination:/spaces/todo/-bad\nclient-id:c1\nschema-version:1",
			"destination:/spaces/TODO/x\nclient-id:c1\nschema-version:1",
			"destination:/topic/x\nclient-id:c1\nschema-version:1",
			"destination:/spaces/todo\nclient-id:c1\nschema-version:1",
			"destination:/spaces/todo/x/y\nclient-id:c1\nschema-version:1",
			"destination:/spaces/**\nclient-id:c1\nschema-version:1", "destination:/spaces/todo/x\nschema-version:1",
			"destination:/spaces/todo/x\nclient-id:\nschema-version:1",
			"destination:/spaces/todo/x\nclient-id:c 1\nschema-version:1", "destination:/spaces/todo/x\nclient-id:c1",
			"destination:/spaces/todo/x\nclient-id:c1\nschema-version:one",
			"destination:/spaces/todo/x\nclient-id:c1\nschema-version:-1",
			"destination:/spaces/todo/x\nclient-id:c1\nschema-version:99999999999999" })
	void aSubscriptionThatIsInvalidIsRefusedAndTheOthersGoOn(String headers) {
		StompFixture.Client alice = this.fixture.connected("alice");
		alice.send(StompFixture.SUBSCRIBE);
		alice.send("SUBSCRIBE\nid:s2\n" + headers + "\n\n\0");
		assertThat(alice.channel.last()).startsWith("MESSAGE\n")
			.contains("\nsubscription:s2\n", "\ncode:invalid_request\n")
			.endsWith("\n\n\0");
		this.fixture.commit("1");
		assertThat(alice.channel.last()).contains("\nsubscription:s1\n", "\"value\":1");
		assertThat(alice.channel.closedWith).isZero();
	}

	@Test
	void refusalsOfTheHubAreLastMessages() {
		StompFixture.Client alice = this.fixture.connected("alice");
		alice.send("SUBSCRIBE\nid:s1\ndestination:/spaces/unknown/x\nclient-id:c1\nschema-version:1\n\n\0");
		assertThat(alice.channel.last()).contains("\ncode:unknown_store_type\n").endsWith("\n\n\0");
		alice.send("SUBSCRIBE\nid:s1\ndestination:/spaces/todo/x\nclient-id:c1\nschema-version:2\n\n\0");
		assertThat(alice.channel.last()).contains("\ncode:schema_version_not_supported\n").endsWith("\n\n\0");
		alice.send(StompFixture.SUBSCRIBE);
		assertThat(alice.channel.last()).as("the id is free again").endsWith("}\0");
	}

	@Test
	void unsubscribingEndsTheMessages() {
		StompFixture.Client alice = this.fixture.connected("alice");
		alice.send(StompFixture.SUBSCRIBE);
		alice.send("UNSUBSCRIBE\nid:s1\nreceipt:r-1\n\n\0");
		alice.send("UNSUBSCRIBE\nid:never-there\n\n\0");
		this.fixture.commit("1");
		assertThat(alice.channel.last()).isEqualTo("RECEIPT\nreceipt-id:r-1\n\n\0");
		assertThat(this.fixture.hub.subscriptions()).isZero();
	}

	@Test
	void disconnectingIsReceiptedAndClosed() {
		StompFixture.Client alice = this.fixture.connected("alice");
		alice.send(StompFixture.SUBSCRIBE);
		alice.send("DISCONNECT\nreceipt:bye\\c\n\n\0");
		assertThat(alice.channel.last()).isEqualTo("RECEIPT\nreceipt-id:bye\\c\n\n\0");
		assertThat(alice.channel.closedWith).isEqualTo(1000);
		assertThat(this.fixture.hub.subscriptions()).isZero();
	}

	@Test
	void whatHasNoMeaningHereIsTolerated() {
		StompFixture.Client alice = this.fixture.connected("alice");
		alice.send(StompFixture.SUBSCRIBE.replace("\n\n", "\nack:client-individual\nmutators-hash:abc\n\n"));
		alice.send("ACK\nid:1\n\n\0\nNACK\nid:2\n\n\0BEGIN\ntransaction:t\n\n\0");
		this.fixture.commit("1");
		assertThat(alice.channel.last()).endsWith("}\0");
	}

	@Test
	void aVanishedConnectionLeavesNothingBehind() {
		StompFixture.Client alice = this.fixture.connected("alice");
		alice.send(StompFixture.SUBSCRIBE);
		alice.vanish();
		assertThat(this.fixture.hub.subscriptions()).isZero();
		assertThat(this.fixture.endpoint.connections()).isZero();
	}

	@Test
	void whoeverSendsNoConnectFrameIsClosed() {
		StompFixture.Client alice = this.fixture.of("alice");
		this.fixture.pass(Duration.ofSeconds(12));
		assertThat(alice.channel.closedWith).isEqualTo(1002);
	}

	@Test
	void heartBeatsAreSentWhenThereIsNothingElse() {
		StompFixture.Client alice = this.fixture.of("alice");
		alice.send(CONNECT.replace("10000,10000", "0,10000"));
		this.fixture.pass(Duration.ofSeconds(60));
		long beats = alice.channel.sent.stream().filter("\n"::equals).count();
		assertThat(beats).isBetween(6L, 7L);
		assertThat(alice.channel.closedWith).isZero();
	}

	@Test
	void aSilentClientThatPromisedHeartBeatsIsClosed() {
		StompFixture.Client alice = this.fixture.of("alice");
		alice.send(CONNECT);
		this.fixture.pass(Duration.ofSeconds(20));
		alice.send("\n");
		this.fixture.pass(Duration.ofSeconds(20));
		assertThat(alice.channel.closedWith).isZero();
		this.fixture.pass(Duration.ofSeconds(7));
		assertThat(alice.channel.closedWith).isEqualTo(1002);
	}

	@Test
	void anExpiredTokenClosesTheConnection() {
		this.fixture.tokenExpiry = this.fixture.clock.instant().plusSeconds(30);
		StompFixture.Client alice = this.fixture.connected("alice");
		this.fixture.pass(Duration.ofSeconds(29));
		assertThat(alice.channel.closedWith).isZero();
		this.fixture.pass(Duration.ofSeconds(2));
		assertThat(alice.channel.closedWith).isEqualTo(1008);
	}

	@Test
	void anInvalidatedSessionClosesItsConnections() {
		MockHttpSession session = new MockHttpSession();
		StompFixture.Client alice = this.fixture.ofSession(session);
		StompFixture.Client other = this.fixture.ofSession(new MockHttpSession());
		alice.send(CONNECT);
		other.send(CONNECT);
		session.invalidate();
		this.fixture.pass(Duration.ofSeconds(1));
		assertThat(alice.channel.closedWith).isEqualTo(1008);
		assertThat(other.channel.closedWith).isZero();
	}

	@Test
	void aSessionWhoseEndIsToldClosesItsConnections() {
		MockHttpSession session = new MockHttpSession();
		StompFixture.Client alice = this.fixture.ofSession(session);
		alice.send(CONNECT);
		this.fixture.endpoint.sessionEnded(session.getId());
		this.fixture.pass(Duration.ofSeconds(1));
		assertThat(alice.channel.closedWith).isEqualTo(1008);
	}

	@Test
	void shuttingDownClosesAllConnectionsAndThoseThatComeLater() {
		StompFixture.Client alice = this.fixture.connected("alice");
		this.fixture.endpoint.shutDown();
		assertThat(alice.channel.closedWith).isEqualTo(1001);
		assertThat(this.fixture.of("bob").channel.closedWith).isEqualTo(1001);
	}

	@Test
	void aClientThatStopsReadingGetsOneEmptyRangeAtTheNewestVersion() {
		StompFixture.Client slow = this.fixture.connected("slow");
		StompFixture.Client fast = this.fixture.connected("fast");
		slow.send(StompFixture.SUBSCRIBE);
		fast.send(StompFixture.SUBSCRIBE.replace("client-id:c1", "client-id:c2"));
		slow.channel.reading = false;
		for (int i = 0; i < 400; i++) {
			this.fixture.commit("\"" + "x".repeat(5_000) + "\"");
		}
		assertThat(fast.channel.messages()).hasSize(401);
		assertThat(this.fixture.overflows).hasPositiveValue();
		slow.channel.read();
		List<String> messages = slow.channel.messages();
		assertThat(messages).hasSizeLessThan(130);
		assertThat(messages.get(2)).as("after the one that was under way").contains("\"patches\":[]");
		assertThat(slow.channel.last()).contains("\"max_included_version\":400");
	}

	@Test
	void eachSubscriptionOfASlowClientGetsItsOwnEmptyRangeAndLastMessagesStay() {
		StompFixture.Client slow = this.fixture.connected("slow");
		slow.channel.reading = false;
		slow.send(StompFixture.SUBSCRIBE);
		slow.send(StompFixture.SUBSCRIBE.replace("id:s1", "id:s2"));
		slow.send("SUBSCRIBE\nid:s3\ndestination:/spaces/unknown/x\nclient-id:c1\nschema-version:1\n\n\0");
		for (int i = 0; i < 128; i++) {
			this.fixture.commit("1");
		}
		slow.channel.read();
		assertThat(slow.channel.sent).anyMatch((frame) -> frame.contains("\ncode:unknown_store_type\n"));
		for (String id : List.of("s1", "s2")) {
			List<String> own = slow.channel.messages()
				.stream()
				.filter((frame) -> frame.contains("\nsubscription:" + id + "\n"))
				.toList();
			assertThat(own.get(own.size() - 1)).contains("\"max_included_version\":128");
		}
	}

	@Test
	void aClientThatStaysSlowIsClosed() {
		StompFixture.Client slow = this.fixture.connected("slow");
		slow.send(StompFixture.SUBSCRIBE);
		slow.channel.reading = false;
		this.fixture.commit("1");
		this.fixture.pass(Duration.ofSeconds(10));
		assertThat(slow.channel.closedWith).isZero();
		this.fixture.pass(Duration.ofSeconds(2));
		assertThat(slow.channel.closedWith).isEqualTo(1008);
	}

	@Test
	void aClientThatNeverCatchesUpIsClosed() {
		StompFixture.Client slow = this.fixture.connected("slow");
		slow.send(StompFixture.SUBSCRIBE);
		slow.channel.reading = false;
		int seconds = 0;
		while (slow.channel.closedWith == 0 && seconds < 60) {
			seconds++;
			slow.channel.readOne();
			for (int i = 0; i < 150; i++) {
				this.fixture.commit("1");
			}
			this.fixture.pass(Duration.ofSeconds(1));
		}
		assertThat(slow.channel.closedWith).isEqualTo(1008);
		assertThat(seconds).isBetween(30, 35);
	}

	@Test
	void aClientThatSendsAndDoesNotReadIsClosed() {
		StompFixture.Client flooding = this.fixture.connected("alice");
		flooding.channel.reading = false;
		for (int i = 0; i < 20_000 && flooding.channel.closedWith == 0; i++) {
			flooding.send("UNSUBSCRIBE\nid:x\nreceipt:" + i + "\n\n\0");
		}
		assertThat(flooding.channel.closedWith).isEqualTo(1008);
	}

	@Test
	void aFailedSendClosesTheConnection() {
		StompFixture.Client alice = this.fixture.connected("alice");
		alice.channel.reading = false;
		alice.send(StompFixture.SUBSCRIBE);
		alice.channel.fail();
		assertThat(alice.channel.closedWith).isEqualTo(1011);
	}

}
