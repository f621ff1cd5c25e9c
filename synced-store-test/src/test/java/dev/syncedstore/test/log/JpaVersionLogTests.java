package dev.syncedstore.test.log;

import dev.syncedstore.server.log.VersionLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class JpaVersionLogTests extends VersionLogSchemaContract {

	private static PostgresVersionLog postgres;

	@BeforeAll
	static void start() {
		postgres = new PostgresVersionLog();
	}

	@AfterAll
	static void stop() {
		postgres.close();
	}

	@Override
	protected VersionLog log() {
		return postgres.log();
	}

}
