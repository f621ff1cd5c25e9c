package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SyncLoopTests {

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.start(SecuredApplication.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void whatOneUserPushesIsPokedToAnother() {
		try (StompClient bob = StompClient.open(application.pokeUri(), "Authorization", TestApplication.basic("bob"))) {
			assertThat(bob.subProtocol()).isEqualTo("v12.stomp");
			bob.connect().subscribe("s1", "/spaces/todo/main", "bob-1");
			assertThat(bob.awaitFrame("subscription:s1")).contains("\"patches\":[]");
			HttpResponse<String> pushed = application.push("alice", "alice-1", 1, "addTodo",
					"{\"id\":\"milk\",\"text\":\"Buy milk\"}");
			assertThat(pushed.statusCode()).isEqualTo(200);
			assertThat(pushed.body()).contains("\"user_id\":\"alice\"", "\"last_mutation_id\":1");
			assertThat(bob.awaitFrame("Buy milk")).contains("\"key\":\"todos/milk\"", "\"alice-1\":1");
		}
	}

}
