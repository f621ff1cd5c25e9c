package dev.syncedstore.test.assertj;

import java.util.Map;
import java.util.function.Function;

import dev.syncedstore.client.ConnectionStatus;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.Table;
import dev.syncedstore.test.world.TestClient;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.MapAssert;
import org.assertj.core.api.ObjectAssert;

/**
 * Assertions about a client, as its user sees it.
 */
public final class TestClientAssert extends AbstractAssert<TestClientAssert, TestClient> {

	TestClientAssert(TestClient actual) {
		super(actual, TestClientAssert.class);
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
		return Assertions.assertThat(rows).as("table " + table.name() + " of " + this.actual);
	}

	/**
	 * Go on with a private table of the client's own user.
	 * @param <T> the type of the values
	 * @param table the table
	 * @return assertions about its values by their keys, in order
	 */
	public <T> MapAssert<String, T> privateTable(Table<T> table) {
		isNotNull();
		Map<String, T> rows = this.actual.query((ctx) -> Rows.of(ctx.privateOfUser(ctx.userId()), table));
		return Assertions.assertThat(rows).as("private table " + table.name() + " of " + this.actual);
	}

	/**
	 * Go on with the result of a query.
	 * @param <R> the type of the result
	 * @param query the query
	 * @return assertions about the result
	 */
	public <R> ObjectAssert<R> sees(Function<ReadContext, R> query) {
		isNotNull();
		R seen = this.actual.query(query);
		return Assertions.assertThatObject(seen).as("what " + this.actual + " sees");
	}

	/**
	 * Nothing waits for the server.
	 * @return this
	 */
	public TestClientAssert hasNoPending() {
		return hasPending(0);
	}

	/**
	 * Mutations wait for the server.
	 * @param number how many
	 * @return this
	 */
	public TestClientAssert hasPending(int number) {
		isNotNull();
		Assertions.assertThat(this.actual.store().pending()).as("pending mutations of " + this.actual).hasSize(number);
		return this;
	}

	/**
	 * The client is in touch with the server.
	 * @return this
	 */
	public TestClientAssert isConnected() {
		isNotNull();
		Assertions.assertThat(this.actual.store().status())
			.as("status of " + this.actual)
			.isEqualTo(ConnectionStatus.CONNECTED);
		return this;
	}

	/**
	 * The client has all that the server has, and nothing is pending.
	 * @return this
	 */
	public TestClientAssert isUpToDate() {
		isNotNull();
		if (!this.actual.isUpToDate()) {
			failWithMessage("%s is not up to date:%n%s", this.actual, this.actual.differenceToServer());
		}
		return this;
	}

}
