package dev.syncedstore.autoconfigure;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.access.SpaceOperation;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The application's policy, looked up when it is first needed: it may well read synced
 * stores itself, which need the policy to be made.
 */
final class LazyAccessPolicy implements SpaceAccessPolicy {

	private final ObjectProvider<SpaceAccessPolicy> provider;

	private volatile @Nullable SpaceAccessPolicy policy;

	LazyAccessPolicy(ObjectProvider<SpaceAccessPolicy> provider) {
		this.provider = provider;
	}

	@Override
	public boolean allows(SpaceId space, String userId, SpaceOperation operation) {
		SpaceAccessPolicy known = this.policy;
		if (known == null) {
			known = this.provider.getObject();
			this.policy = known;
		}
		return known.allows(space, userId, operation);
	}

}
