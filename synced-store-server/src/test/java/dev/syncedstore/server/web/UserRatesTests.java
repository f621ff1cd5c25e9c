package dev.syncedstore.server.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UserRatesTests {

	private final AtomicLong nanos = new AtomicLong();

	@Test
	void tenSecondsWorthMayComeAtOnceAndThenAsMuchAsTimeBrings() {
		UserRates rates = rates(new RequestLimits(1000, 1000, 2, 3, 1_000_000, 4));
		for (int i = 0; i < 20; i++) {
			assertThat(push(rates, "alice")).isNull();
		}
		assertThat(push(rates, "alice")).isEqualTo(Duration.ofNanos(1));
		assertThat(rates.begin("bob", Route.Name.PUSH)).as("somebody else").isNull();
		assertThat(rates.begin("alice", Route.Name.PULL)).as("something else").isNull();
		pass(Duration.ofMillis(500));
		assertThat(push(rates, "alice")).isNull();
		assertThat(push(rates, "alice")).isNotNull();
		pass(Duration.ofDays(1));
		for (int i = 0; i < 20; i++) {
			assertThat(push(rates, "alice")).isNull();
		}
		assertThat(push(rates, "alice")).isNotNull();
	}

	@Test
	void aLargeRequestIsTakenAndTheNextOneWaits() {
		UserRates rates = rates(new RequestLimits(10_000, 1000, 100, 100, 100, 100));
		assertThat(push(rates, "alice")).isNull();
		rates.received("alice", 5_000);
		assertThat(push(rates, "alice")).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(41));
		pass(Duration.ofSeconds(39));
		assertThat(push(rates, "alice")).isNotNull();
		pass(Duration.ofSeconds(2));
		assertThat(push(rates, "alice")).isNull();
	}

	@Test
	void onlySoManyRequestsAreUnderWayAtATime() {
		UserRates rates = rates(new RequestLimits(1000, 2, 100, 100, 1_000_000, 100));
		assertThat(rates.begin("alice", Route.Name.PUSH)).isNull();
		assertThat(rates.begin("alice", Route.Name.PULL)).isNull();
		assertThat(rates.begin("alice", Route.Name.PULL)).isNotNull();
		assertThat(rates.begin("bob", Route.Name.PULL)).isNull();
		rates.end("alice");
		assertThat(rates.begin("alice", Route.Name.PULL)).isNull();
	}

	@Test
	void whatIsRememberedOfUsersIsBounded() {
		UserRates rates = rates(RequestLimits.defaults());
		for (int i = 0; i < 100_000; i++) {
			assertThat(push(rates, "user" + i)).isNull();
		}
		assertThat(rates.rememberedUsers()).isEqualTo(20_000);
	}

	private UserRates rates(RequestLimits limits) {
		return new UserRates(limits, this.nanos::get);
	}

	private void pass(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

	private static @Nullable Duration push(UserRates rates, String user) {
		UserRates.Excess excess = rates.begin(user, Route.Name.PUSH);
		if (excess != null) {
			return excess.retryAfter();
		}
		rates.end(user);
		return null;
	}

}
