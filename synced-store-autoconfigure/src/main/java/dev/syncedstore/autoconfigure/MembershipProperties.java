package dev.syncedstore.autoconfigure;

import java.util.Set;

import dev.syncedstore.core.SpaceId;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of spaces that have members.
 *
 * @param storeTypes Store types whose spaces have members: who is in a space may do there
 * what the role says, and nobody else anything.
 */
public record MembershipProperties(@DefaultValue Set<String> storeTypes) {

	public MembershipProperties {
		for (String storeType : storeTypes) {
			if (!SpaceId.isStoreType(storeType)) {
				throw new IllegalArgumentException("synced-store.membership.store-types is '" + storeType
						+ "': give the types of your @Mutators, such as todo");
			}
		}
		storeTypes = Set.copyOf(storeTypes);
	}

}
