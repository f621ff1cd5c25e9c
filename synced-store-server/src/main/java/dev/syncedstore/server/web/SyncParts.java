package dev.syncedstore.server.web;

import java.util.function.Supplier;

import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.server.access.UserIdentification;
import dev.syncedstore.server.action.run.ActionService;
import dev.syncedstore.server.pull.PullService;
import dev.syncedstore.server.push.PushService;
import dev.syncedstore.server.schema.StoreTypeSchemas;
import org.jspecify.annotations.Nullable;

/**
 * What requests are served with.
 *
 * @param pushes serves pushes
 * @param pulls serves pulls
 * @param actions serves calls of actions, or {@code null} where there are none
 * @param schemas what store types look like
 * @param codec reads and writes messages
 * @param identification finds out who sent a request
 * @param limits what requests, and the users behind them, may take
 * @param incidentIds makes the texts under which unexpected failures are logged
 */
public record SyncParts(PushService pushes, PullService pulls, @Nullable ActionService actions,
		StoreTypeSchemas schemas, WireCodec codec, UserIdentification identification, RequestLimits limits,
		Supplier<String> incidentIds) {
}
