package dev.syncedstore.server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ActorTests {

	@Test
	void anActorIsAUserOrTheServer() {
		assertThat(Actor.user("alice").userId()).isEqualTo("alice");
		assertThat(Actor.user("élan vital").userId()).isEqualTo("élan vital");
		assertThat(Actor.system().userId()).isEqualTo("$system");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/b", "a\u0000", "a\n", "a\u0085", "a\uD800" })
	void whatIsNoUserIdIsRefused(String userId) {
		assertThatIllegalArgumentException().isThrownBy(() -> Actor.user(userId)).withMessageContaining("255 bytes");
	}

	@Test
	void aUserIdIsNoLongerThanTheProtocolAllows() {
		assertThat(Actor.user("é".repeat(127)).userId()).hasSize(127);
		assertThatIllegalArgumentException().isThrownBy(() -> Actor.user("é".repeat(128)));
	}

}
