package dev.syncedstore.test.engine;

import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.test.log.PostgresVersionLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresEngineTests extends SyncEngineContract {

	private static PostgresVersionLog postgres;

	@BeforeAll
	static void startPostgres() {
		postgres = new PostgresVersionLog();
	}

	@AfterAll
	static void stopPostgres() {
		postgres.close();
	}

	@Override
	protected VersionLog log() {
		return postgres.log();
	}

}
