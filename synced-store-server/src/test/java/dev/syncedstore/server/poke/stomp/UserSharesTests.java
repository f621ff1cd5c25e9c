package dev.syncedstore.server.poke.stomp;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UserSharesTests {

	private final StompFixture fixture = new StompFixture();

	@Test
	void aUserHasABoundedNumberOfSubscriptionsOverAllConnections() {
		StompFixture.Client first = this.fixture.connected("alice");
		StompFixture.Client second = this.fixture.connected("alice");
		for (int i = 0; i < 999; i++) {
			first.send(StompFixture.SUBSCRIBE.replace("id:s1", "id:s" + i));
		}
		second.send(StompFixture.SUBSCRIBE.replace("id:s1", "id:a"));
		second.send(StompFixture.SUBSCRIBE.replace("id:s1", "id:b"));
		assertThat(second.channel.last()).contains("\nsubscription:b\n", "\ncode:too_many_requests\n");
		StompFixture.Client bob = this.fixture.connected("bob");
		bob.send(StompFixture.SUBSCRIBE);
		assertThat(bob.channel.last()).doesNotContain("code:");
		first.send("UNSUBSCRIBE\nid:s5\n\n\0");
		second.send(StompFixture.SUBSCRIBE.replace("id:s1", "id:c"));
		assertThat(second.channel.last()).contains("\nsubscription:c\n").doesNotContain("code:");
		first.vanish();
		for (int i = 0; i < 998; i++) {
			second.send(StompFixture.SUBSCRIBE.replace("id:s1", "id:t" + i));
		}
		assertThat(second.channel.last()).doesNotContain("code:");
		assertThat(this.fixture.hub.subscriptions()).isEqualTo(1_001);
	}

	@Test
	void aUserHasABoundedNumberOfConnections() {
		StompFixture.Client first = this.fixture.connected("alice");
		this.fixture.connected("alice");
		this.fixture.connected("alice");
		StompFixture.Client fourth = this.fixture.connected("alice");
		assertThat(fourth.channel.last()).startsWith("ERROR\n").contains("\ncode:too_many_requests\n");
		assertThat(fourth.channel.closedWith).isEqualTo(1008);
		assertThat(this.fixture.connected("bob").channel.last()).startsWith("CONNECTED");
		fourth.vanish();
		assertThat(this.fixture.connected("alice").channel.last()).startsWith("ERROR");
		first.vanish();
		assertThat(this.fixture.connected("alice").channel.last()).startsWith("CONNECTED");
	}

	@Test
	void aConnectionHasABoundedNumberOfSubscriptions() {
		StompFixture.Client alice = this.fixture.connected("alice");
		for (int i = 0; i <= 1_000; i++) {
			alice.send(StompFixture.SUBSCRIBE.replace("id:s1", "id:s" + i));
		}
		assertThat(alice.channel.last()).contains("\nsubscription:s1000\n", "\ncode:too_many_requests\n");
		assertThat(this.fixture.hub.subscriptions()).isEqualTo(1_000);
	}

}
