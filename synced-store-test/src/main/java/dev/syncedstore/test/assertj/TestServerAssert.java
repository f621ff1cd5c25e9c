package dev.syncedstore.test.assertj;

import java.util.Map;

import dev.syncedstore.core.Table;
import dev.syncedstore.test.world.TestServer;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.MapAssert;

/**
 * Assertions about the main space as the server has it, of every visibility.
 */
public final class TestServerAssert extends AbstractAssert<TestServerAssert, TestServer> {

	TestServerAssert(TestServer actual) {
		super(actual, TestServerAssert.class);
	}

	/**
	 * Go on with a shared table.
	 * @param <T> the type of the values
	 * @param table the table
	 * @return assertions about its values by their keys, in order
	 */
	public <T> MapAssert<String, T> table(Table<T> table) {
		isNotNull();
		Map<String, T> rows = this.actual.query((ctx) -> Rows.of(ctx, table));
		return Assertions.assertThat(rows).as("table " + table.name() + " of the server");
	}

	/**
	 * Go on with a private table.
	 * @param <T> the type of the values
	 * @param userId whose
	 * @param table the table
	 * @return assertions about its values by their keys, in order
	 */
	public <T> MapAssert<String, T> privateTable(String userId, Table<T> table) {
		isNotNull();
		Map<String, T> rows = this.actual.query((ctx) -> Rows.of(ctx.privateOfUser(userId), table));
		return Assertions.assertThat(rows).as("private table " + table.name() + " of " + userId + " on the server");
	}

	/**
	 * Go on with a table that never leaves the server.
	 * @param <T> the type of the values
	 * @param table the table
	 * @return assertions about its values by their keys, in order
	 */
	public <T> MapAssert<String, T> serverOnlyTable(Table<T> table) {
		isNotNull();
		Map<String, T> rows = this.actual.query((ctx) -> Rows.of(ctx.serverOnly(), table));
		return Assertions.assertThat(rows).as("server-only table " + table.name());
	}

	/**
	 * How many mutations the main space has processed.
	 * @param version the expected number
	 * @return this
	 */
	public TestServerAssert isAtVersion(long version) {
		isNotNull();
		Assertions.assertThat(this.actual.version()).as("version of the main space").isEqualTo(version);
		return this;
	}

}
