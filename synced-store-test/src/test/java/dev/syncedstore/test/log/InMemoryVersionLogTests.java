package dev.syncedstore.test.log;

import dev.syncedstore.server.log.VersionLog;

class InMemoryVersionLogTests extends VersionLogSchemaContract {

	private final VersionLog log = new InMemoryVersionLog("epoch");

	@Override
	protected VersionLog log() {
		return this.log;
	}

}
