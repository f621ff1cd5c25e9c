package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import dev.syncedstore.autoconfigure.todo.AddTodo;
import dev.syncedstore.autoconfigure.todo.Todo;
import dev.syncedstore.autoconfigure.todo.TodoMutators;
import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.action.Action;
import dev.syncedstore.server.action.ActionContext;
import dev.syncedstore.server.action.Actions;
import dev.syncedstore.server.action.ParkedActions;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Actions over HTTP, in an application with everything that is usual.
 */
class ActionEndpointTests {

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.start(Application.class, "synced-store.actions.attempts=2",
				"synced-store.actions.first-retry=50ms", "synced-store.actions.timeout=1s");
		application.context()
			.getBean(JdbcClient.class)
			.sql("CREATE TABLE greeting (id bigint GENERATED ALWAYS AS IDENTITY, who text NOT NULL)")
			.update();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void anActionIsCalledAsItsUserAndWithTheApplicationsBeans() {
		HttpResponse<String> response = call("alice", "beans", "greet", "{\"id\":\"g\",\"text\":\"Hi\"}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"result\":{\"text\":\"Hi from alice, the 1.\"},\"version\":1}");
		assertThat(call("bob", "beans", "greet", "{\"id\":\"h\",\"text\":\"Ho\"}").body())
			.contains("Ho from bob, the 2.", "\"version\":2");
	}

	@Test
	void aRepeatedCallIsAnsweredAndNotRunAgain() {
		String body = TestApplication.actionBody("again", UUID.randomUUID().toString(),
				"{\"id\":\"g\",\"text\":\"Hi\"}");
		HttpResponse<String> first = application.post("alice", path("again", "greet"), body);
		assertThat(application.post("alice", path("again", "greet"), body).body()).isEqualTo(first.body())
			.contains("the 1.");
	}

	@Test
	void failuresAreProblemsWithTheApplicationsCode() {
		HttpResponse<String> refused = call("alice", "failures", "refuse", "{}");
		HttpProblemTests.assertProblem(refused, 422, "action_failed");
		assertThat(refused.body()).contains("\"application_code\":\"shop_closed\"",
				"\"application_message\":\"The shop is closed on Sundays\"");
		assertThat(call("alice", "failures", "adminsOnly", "{}").body())
			.contains("\"application_code\":\"access_denied\"");
		assertThat(call("alice", "failures", "breakDown", "{}").body())
			.contains("\"application_code\":\"internal_error\"", "its log has the cause under ")
			.doesNotContain("secret");
		assertThat(call("alice", "failures", "sleep", "{}").body()).contains("\"application_code\":\"timed_out\"");
		HttpProblemTests.assertProblem(call("reader", "failures", "greet", "{\"id\":\"g\",\"text\":\"Hi\"}"), 403,
				"access_denied");
		HttpProblemTests.assertProblem(call("alice", "failures", "greet", "{\"id\":\"g\"}"), 400, "invalid_request");
	}

	@Test
	void whatIsEnqueuedRunsAsItsUserAndIsParkedWhereItFails() {
		application.push("alice", "enqueues", 1, "later", "{\"id\":\"one\",\"text\":\"works\"}");
		application.push("alice", "enqueues", 2, "later", "{\"id\":\"two\",\"text\":\"fails\"}");
		ParkedActions parked = application.context().getBean(ParkedActions.class);
		Awaitility.await().until(() -> parked.list(0, 10).size() == 1);
		assertThat(parked.list(0, 10).get(0).userId()).isEqualTo("alice");
		Awaitility.await()
			.until(() -> application.context()
				.getBean(SyncedStores.class)
				.read(new SpaceId("todo", "main"), (ctx) -> ctx.table(TodoMutators.TODOS).get("later one"))
				.filter(new Todo("works for alice")::equals)
				.isPresent());
		MeterRegistry meters = application.context().getBean(MeterRegistry.class);
		Awaitility.await().until(() -> meters.get("syncedstore.actions.parked").gauge().value() == 1);
		assertThat(
				meters.get("syncedstore.action.enqueued").tags("action", "later", "outcome", "parked").timer().count())
			.isOne();
		assertThat(
				meters.get("syncedstore.action.enqueued").tags("action", "later", "outcome", "retried").timer().count())
			.isOne();
	}

	@Test
	void callsAreMeasured() {
		call("alice", "measured", "count", "{}");
		MeterRegistry meters = application.context().getBean(MeterRegistry.class);
		assertThat(meters.get("syncedstore.action")
			.tags("store.type", "todo", "action", "count", "outcome", "served")
			.timer()
			.count()).isOne();
	}

	private static HttpResponse<String> call(String user, String list, String action, String args) {
		return application.post(user, path(list, action),
				TestApplication.actionBody(user + "-" + list, UUID.randomUUID().toString(), args));
	}

	private static String path(String list, String action) {
		return "/synced-store/todo/" + list + "/actions/" + action;
	}

	/** Injected is what itself needs synced stores. */
	@Actions(type = "todo")
	static class TodoActions {

		private final JdbcClient sql;

		private final SyncedStores stores;

		TodoActions(JdbcClient sql, SyncedStores stores) {
			this.sql = sql;
			this.stores = stores;
		}

		@Action("Greet")
		@Transactional
		public Todo greet(ActionContext ctx, AddTodo args) {
			String who = String.valueOf(SecurityContextHolder.getContext().getAuthentication().getName());
			this.sql.sql("INSERT INTO greeting (who) VALUES (?)").param(who + "@" + ctx.space().instanceId()).update();
			// Also in the application's transaction, it is there at once.
			ctx.mutate(TodoMutators::addTodo, args);
			int count = this.stores.read(ctx.space(), (now) -> now.table(TodoMutators.TODOS).scan()).size();
			return new Todo(args.text() + " from " + who + ", the " + count + ".");
		}

		@Action
		public void refuse(ActionContext ctx) {
			throw new ActionFailedException("shop_closed", "The shop is closed on Sundays");
		}

		@Action
		public void breakDown(ActionContext ctx) {
			throw new IllegalStateException("secret");
		}

		@Action
		@PreAuthorize("hasRole('ADMIN')")
		public void adminsOnly(ActionContext ctx) {
		}

		@Action
		public void sleep(ActionContext ctx) throws InterruptedException {
			new CountDownLatch(1).await();
		}

		@Action
		public int count(ActionContext ctx) {
			return ctx.table(TodoMutators.TODOS).scan().size();
		}

		@Action
		public void later(ActionContext ctx, AddTodo args) {
			String who = String.valueOf(SecurityContextHolder.getContext().getAuthentication().getName());
			if (args.text().equals("fails")) {
				throw new IllegalStateException("As was asked for");
			}
			ctx.mutate(TodoMutators::addTodo, new AddTodo("later " + args.id(), args.text() + " for " + who));
		}

	}

	/** Enqueues. */
	@Mutators(type = "todo")
	public static class LaterMutators {

		private static final ActionName<AddTodo, Todo> LATER = ActionName.of("later", AddTodo.class, Todo.class);

		@Mutator
		public void later(MutationContext ctx, AddTodo args) {
			ctx.enqueueAction(LATER, args);
		}

		@Mutator
		public void passOn(MutationContext ctx, AddTodo args) {
			ctx.mutateOther(new SpaceId("todo", "passed-on"), TodoMutators::addTodo, args);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	@Import({ AnybodysApplication.class, TodoActions.class, LaterMutators.class })
	static class Application {

		@Bean
		SpaceAccessPolicy policy() {
			return (space, user, operation) -> operation != SpaceOperation.CALL || !user.equals("reader");
		}

	}

}
