package dev.syncedstore.sample.docs;

import java.net.URI;
import java.time.Duration;

import dev.syncedstore.client.MutationResult;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.todo.TodoMutators;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's sample of a call by name.
 */
@SampleTest
class PrizeOfficeTests {

	private final int port;

	private final JdbcClient sql;

	PrizeOfficeTests(@LocalServerPort int port, @Autowired JdbcClient sql) {
		this.port = port;
		this.sql = sql;
	}

	@Test
	void aMutatorOfTheServersAloneIsCalledByName() {
		this.sql.sql("INSERT INTO prize (id, stock) VALUES ('pen', 0)").update();
		try (SyncedStore store = SyncedStore.builder()
			.server(URI.create("http://localhost:" + this.port))
			.credentials(Credentials.basic("alice", "alice"))
			.space("todo", "office")
			.mutators(new TodoMutators())
			.build()) {
			// tag::call[]
			MutationResult result = store.mutate("restock", new Restock("pen", 10));
			// end::call[]
			result.confirmed().join();
			assertThat(this.sql.sql("SELECT stock FROM prize WHERE id = 'pen'").query(Integer.class).single())
				.isEqualTo(10);
			assertThat(store.mutate("restock", new Restock("moon", 1)).confirmed()).failsWithin(Duration.ofSeconds(30))
				.withThrowableThat()
				.havingCause()
				.isInstanceOfSatisfying(MutationRejectedException.class,
						(ex) -> assertThat(ex.code()).isEqualTo("no_such_prize"));
		}
	}

}
