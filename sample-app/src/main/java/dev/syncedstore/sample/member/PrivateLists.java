package dev.syncedstore.sample.member;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.member.MembershipRules;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lists are open to everybody who is signed in, but for those whose ids say that they are
 * private: they have members.
 */
@Configuration(proxyBeanMethods = false)
class PrivateLists {

	private static final String PREFIX = "private-";

	// tag::rules[]
	@Bean
	MembershipRules membersOfPrivateLists() {
		return MembershipRules
			.forSpaces((space) -> space.storeType().equals("todo") && space.instanceId().startsWith(PREFIX));
	}
	// end::rules[]

	static SpaceId list(String id) {
		if (!id.startsWith(PREFIX)) {
			throw new IllegalArgumentException("Nobody needs an invitation to " + id);
		}
		return new SpaceId("todo", id);
	}

}
