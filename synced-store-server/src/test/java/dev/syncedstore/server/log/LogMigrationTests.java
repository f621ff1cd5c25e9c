package dev.syncedstore.server.log;

import java.util.List;

import javax.sql.DataSource;

import dev.syncedstore.embedded.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LogMigrationTests {

	private final DataSource dataSource = TestDatabase.create().dataSource();

	private final JdbcClient sql = JdbcClient.create(this.dataSource);

	@Test
	void allTablesGoIntoASchemaOfTheirOwn() {
		new LogMigration(this.dataSource, "synced_store", true).run();
		assertThat(tables("synced_store")).contains("epoch", "space", "entry", "client", "rejection", "commit_log",
				"deferred_mutation", "migration_history");
		assertThat(tables("public")).isEmpty();
	}

	@Test
	void theSchemaCanHaveAnotherName() {
		new LogMigration(this.dataSource, "Other_1", true).run();
		assertThat(tables("Other_1")).contains("space");
	}

	@Test
	void runningAgainChangesNothing() {
		new LogMigration(this.dataSource, "synced_store", true).run();
		String epoch = epoch();
		new LogMigration(this.dataSource, "synced_store", true).run();
		assertThat(epoch()).isEqualTo(epoch).hasSize(32);
	}

	@Test
	void itNeitherDisturbsTheApplicationsFlywayNorIsDisturbedByIt() {
		Flyway application = Flyway.configure().dataSource(this.dataSource).baselineOnMigrate(true).load();
		new LogMigration(this.dataSource, "synced_store", true).run();
		application.migrate();
		new LogMigration(this.dataSource, "synced_store", true).run();
		assertThat(application.info().all()).isEmpty();
		assertThat(application.getConfiguration().getLocations())
			.noneMatch((location) -> "dev/syncedstore/server/log/migration".startsWith(location.getDescriptor()));
		assertThat(this.sql.sql("SELECT count(*) FROM synced_store.migration_history WHERE version = '1'")
			.query(Integer.class)
			.single()).isEqualTo(1);
	}

	@Test
	void aSchemaThatHasOtherTablesCanBeShared() {
		this.sql.sql("CREATE TABLE public.customer (id bigint)").update();
		new LogMigration(this.dataSource, "public", true).run();
		assertThat(tables("public")).contains("customer", "space", "migration_history");
	}

	@Test
	void whereMigrationIsOffMissingTablesAreReportedWithTheRemedy() {
		LogMigration migration = new LogMigration(this.dataSource, "synced_store", false);
		assertThatExceptionOfType(MissingLogTablesException.class).isThrownBy(migration::run)
			.withMessageContaining("'synced_store'")
			.withMessageContaining("dev/syncedstore/server/log/migration")
			.satisfies((ex) -> assertThat(ex.schema()).isEqualTo("synced_store"));
		new LogMigration(this.dataSource, "synced_store", true).run();
		migration.run();
	}

	@Test
	void aSchemaNameThatWouldNeedQuotingIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LogMigration(this.dataSource, "a\"b", true))
			.withMessageContaining("letters, digits and '_'");
	}

	private List<String> tables(String schema) {
		return this.sql.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = ?")
			.param(schema)
			.query(String.class)
			.list();
	}

	private String epoch() {
		return this.sql.sql("SELECT epoch FROM synced_store.epoch").query(String.class).single();
	}

}
