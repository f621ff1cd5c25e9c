package dev.syncedstore.test.log;

import dev.syncedstore.server.log.ActionCalls;
import dev.syncedstore.server.log.ActionOutbox;
import dev.syncedstore.server.log.VersionLog;

class InMemoryActionOutboxTests extends ActionOutboxContract {

	private final InMemoryVersionLog log = new InMemoryVersionLog("epoch");

	@Override
	protected VersionLog log() {
		return this.log;
	}

	@Override
	protected ActionOutbox outbox() {
		return this.log.outbox();
	}

	@Override
	protected ActionCalls calls() {
		return this.log.actionCalls();
	}

}
