package dev.syncedstore.autoconfigure.diagnostics;

import dev.syncedstore.server.log.MissingLogTablesException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Migration is switched off, and nobody has migrated.
 */
final class MissingLogTablesFailureAnalyzer extends AbstractFailureAnalyzer<MissingLogTablesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingLogTablesException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Let somebody who may create tables run the scripts in dev/syncedstore/server/log/migration of "
						+ "synced-store-server.jar, with ${schema} replaced by " + cause.schema()
						+ ", and let the application's user read and write them; or set synced-store.migrate=true.",
				cause);
	}

}
