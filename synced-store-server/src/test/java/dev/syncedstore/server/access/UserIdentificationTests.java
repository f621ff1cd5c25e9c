package dev.syncedstore.server.access;

import java.security.Principal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UserIdentificationTests {

	private static final RequestCredentials NOTHING = new RequestCredentials() {

		@Override
		public @Nullable Principal principal() {
			return null;
		}

		@Override
		public @Nullable String header(String name) {
			return null;
		}

	};

	@ParameterizedTest
	@ValueSource(strings = { "alice", "Alice", "a_ice", "%", "auth0|5f7c", "Ünïcode 𝄞", "$", "a b" })
	void idsThatKeepTheRulesAreUsers(String userId) {
		assertThat(identify(userId)).isEqualTo(new Identity.User(userId));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/b", "a\u0000b", "a\nb", "a\u0085b", "\ud800", "a\udc00b", "$system" })
	void idsThatBreakTheRulesAreUnusable(String userId) {
		assertThat(identify(userId)).isInstanceOf(Identity.Unusable.class);
	}

	@Test
	void anIdHasAtMost255BytesOfUtf8() {
		assertThat(identify("é".repeat(127) + "x")).isInstanceOf(Identity.User.class);
		assertThat(identify("é".repeat(128))).isInstanceOf(Identity.Unusable.class);
	}

	@Test
	void nobodyIsToldWhatToDo() {
		assertThat(identify(null)).isInstanceOfSatisfying(Identity.Nobody.class,
				(nobody) -> assertThat(nobody.detail()).contains("sign in"));
		assertThat(UserIdentification.unconfigured((request) -> null, "Add Spring Security").identify(NOTHING))
			.isInstanceOfSatisfying(Identity.Nobody.class,
					(nobody) -> assertThat(nobody.detail()).endsWith("Add Spring Security"));
	}

	private static Identity identify(@Nullable String userId) {
		return UserIdentification.by((request) -> userId).identify(NOTHING);
	}

}
