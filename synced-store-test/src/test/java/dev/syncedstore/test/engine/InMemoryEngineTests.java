package dev.syncedstore.test.engine;

import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.test.log.InMemoryVersionLog;

class InMemoryEngineTests extends SyncEngineContract {

	private final VersionLog log = new InMemoryVersionLog("epoch");

	@Override
	protected VersionLog log() {
		return this.log;
	}

}
