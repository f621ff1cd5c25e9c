package dev.syncedstore.server.nodes;

import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * Something that other nodes have to hear of.
 */
sealed interface News {

	/**
	 * A space has changed.
	 *
	 * @param space the space
	 * @param epoch its epoch
	 * @param version the version it has reached
	 */
	record Changed(SpaceId space, String epoch, long version) implements News {
	}

	/**
	 * What somebody may do has changed.
	 *
	 * @param space where, or {@code null} for everywhere
	 * @param userId whose, or {@code null} for everybody's
	 */
	record Access(@Nullable SpaceId space, @Nullable String userId) implements News {
	}

}
