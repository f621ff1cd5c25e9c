package dev.syncedstore.server.poke.stomp;

import java.time.Clock;

import dev.syncedstore.server.access.ConnectAuthenticator;
import dev.syncedstore.server.access.CredentialsExpiry;
import dev.syncedstore.server.access.UserIdentification;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeObserver;
import dev.syncedstore.server.poke.ServedMutators;

/**
 * What connections work with.
 *
 * @param hub takes subscriptions
 * @param identification finds out who is there
 * @param authenticator authenticates CONNECT frames
 * @param expiry says until when a principal is to be believed
 * @param clock the time
 * @param observer is told what happens
 * @param limits how much one user may take
 * @param mutators the compiled mutators that pages should have
 */
public record ConnectionParts(PokeHub hub, UserIdentification identification, ConnectAuthenticator authenticator,
		CredentialsExpiry expiry, Clock clock, PokeObserver observer, ConnectionLimits limits,
		ServedMutators mutators) {
}
