package dev.syncedstore.test.simulation;

import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.test.transport.ServerPort;

/**
 * Puts bugs into a simulated system, to see whether the simulation finds them.
 */
interface Meddler {

	/** Puts in none. */
	Meddler NONE = new Meddler() {
	};

	default VersionLog log(VersionLog log) {
		return log;
	}

	default ServerPort server(ServerPort server) {
		return server;
	}

	default SyncTransport transport(String userId, SyncTransport transport) {
		return transport;
	}

}
