package dev.syncedstore.sample.docs;

import java.util.Map;
import java.util.Set;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.access.AccessChanges;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.access.UserIdResolver;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The manual's samples of access, which {@link AccessSamplesTests} runs.
 */
@TestConfiguration(proxyBeanMethods = false)
class AccessSamples {

	// tag::resolver[]
	@Bean
	UserIdResolver usersByPrincipal() {
		return (request) -> (request.principal() != null) ? "user-" + request.principal().getName() : null;
	}
	// end::resolver[]

	// tag::policy[]
	@Bean
	SpaceAccessPolicy listsOfOnesOwn() {
		return (space, userId, operation) -> switch (operation) {
			case OPEN -> true;
			case WRITE, CREATE, CALL ->
				space.instanceId().startsWith(userId + "-") || space.instanceId().equals("everybody");
		};
	}
	// end::policy[]

	/**
	 * Members that the application keeps outside of synced stores.
	 */
	record Memberships(Map<SpaceId, Set<String>> members, AccessChanges accessChanges) {

		// tag::changes[]
		void remove(SpaceId list, String userId) {
			this.members.get(list).remove(userId);
			this.accessChanges.changed(list, userId);
		}
		// end::changes[]

	}

}
