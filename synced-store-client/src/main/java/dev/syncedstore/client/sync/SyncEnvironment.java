package dev.syncedstore.client.sync;

import java.time.Clock;
import java.util.random.RandomGenerator;

import dev.syncedstore.client.local.LocalStore;
import dev.syncedstore.client.scheduling.Scheduler;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.client.transport.SyncTransport;

/**
 * What the sync loop works with.
 *
 * @param store the local store
 * @param transport carries messages
 * @param credentials say who the user is
 * @param scheduler runs the loop
 * @param clock tells the time
 * @param random for jitter and ids; thread-safe
 * @param observer is told what the application may want to know
 */
public record SyncEnvironment(LocalStore store, SyncTransport transport, Credentials credentials, Scheduler scheduler,
		Clock clock, RandomGenerator random, SyncObserver observer) {
}
