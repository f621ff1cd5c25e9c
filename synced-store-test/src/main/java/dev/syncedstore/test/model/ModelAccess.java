package dev.syncedstore.test.model;

import java.util.Map;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.ServerPorts;
import dev.syncedstore.core.state.ValueCodecs;
import org.jspecify.annotations.Nullable;

/**
 * What a run on a model works with.
 *
 * @param codecs reads and writes values
 * @param ports what mutators call on the server
 * @param catalog names the mutators of other spaces
 * @param others what mutators read of other spaces
 * @param read remembers what is handed out, or {@code null} if nobody wants to know
 */
record ModelAccess(ValueCodecs codecs, ServerPorts ports, MutatorCatalog catalog, Map<SpaceId, ModelEntries> others,
		@Nullable ReadValues read) {
}
