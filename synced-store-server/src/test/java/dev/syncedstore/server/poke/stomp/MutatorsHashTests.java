package dev.syncedstore.server.poke.stomp;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What pages hear of compiled mutators.
 */
class MutatorsHashTests {

	private final StompFixture fixture = new StompFixture();

	@Test
	void aPageWithOtherMutatorsThanTheServersIsToldAndGoesOn() {
		this.fixture.log.at(StompFixture.SPACE, 1);
		StompFixture.Client alice = this.fixture.connected("alice");
		alice.send(StompFixture.SUBSCRIBE.replace("schema-version:1\n", "schema-version:1\nmutators-hash:old\n"));
		this.fixture.executor.runAll();
		assertThat(alice.channel.sent).hasSize(3)
			.element(1)
			.isEqualTo("MESSAGE\nsubscription:s1\nmessage-id:s1-mutators\ndestination:/spaces/todo/groceries\n"
					+ "mutators-hash:5e6f\n\n\0");
		assertThat(alice.channel.last()).contains("\"max_included_version\":1");
	}

	@Test
	void aPageWithTheServersMutatorsOrWithNoneIsToldNothing() {
		this.fixture.log.at(StompFixture.SPACE, 1);
		StompFixture.Client alice = this.fixture.connected("alice");
		alice.send(StompFixture.SUBSCRIBE.replace("schema-version:1\n", "schema-version:1\nmutators-hash:5e6f\n"));
		alice.send(StompFixture.SUBSCRIBE.replace("id:s1", "id:s2"));
		this.fixture.executor.runAll();
		assertThat(alice.channel.sent).noneMatch((frame) -> frame.contains("mutators-hash"));
	}

}
