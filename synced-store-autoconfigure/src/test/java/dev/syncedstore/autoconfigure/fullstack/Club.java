package dev.syncedstore.autoconfigure.fullstack;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.access.SpaceOperation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * An application whose policy reads what mutators write.
 */
@Configuration(proxyBeanMethods = false)
@Import({ SecuredApplication.class, ClubMutators.class })
class Club {

	@Bean
	SpaceAccessPolicy members(SyncedStores stores) {
		return new Members(stores);
	}

	/**
	 * Lets in those that the space has as members.
	 */
	record Members(SyncedStores stores) implements SpaceAccessPolicy {

		@Override
		public boolean allows(SpaceId space, String userId, SpaceOperation operation) {
			return userId.equals("alice")
					|| this.stores.<Boolean>read(space, (ctx) -> ctx.table(ClubMutators.MEMBERS).has(userId));
		}

	}

}
