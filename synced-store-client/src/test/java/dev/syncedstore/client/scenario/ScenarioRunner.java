package dev.syncedstore.client.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncedstore.client.ManualScheduler;
import dev.syncedstore.client.MutationResult;
import dev.syncedstore.client.ScriptedServer;
import dev.syncedstore.client.StoreListener;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.sync.SyncTimings;
import dev.syncedstore.client.todo.TodoCall;
import dev.syncedstore.client.todo.TodoMutators;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.rebase.HistoryPoint;
import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Plays one scenario, as the README beside them says.
 */
final class ScenarioRunner implements RequestChecks.Knowledge, StoreListener {

	private static final Duration CONNECTING = Duration.ofMinutes(1);

	private static final Duration WAITING = Duration.ofMinutes(10);

	private final ObjectMapper json = new ObjectMapper();

	private final ManualScheduler scheduler = new ManualScheduler();

	private final ScriptedServer server = new ScriptedServer();

	private final List<MutationResult> accepted = new ArrayList<>();

	private final JsonNode scenario;

	private final SyncedStore store;

	private final String firstClientId;

	private boolean userKnown;

	private boolean accessDenied;

	private boolean updateNeeded;

	private boolean closed;

	private long version = -1;

	ScenarioRunner(JsonNode scenario, Path protocol) {
		this.scenario = scenario;
		this.store = SyncedStore.builder()
			.space("todo", "main")
			.credentials(Credentials.basic(userId(), "secret"))
			.mutators(new TodoMutators())
			.transport(this.server)
			.scheduler(this.scheduler)
			.clock(this.scheduler)
			.random(new Random(7))
			.timings(SyncTimings.DEFAULTS.withoutWatchdogs())
			.listenerExecutor(Runnable::run)
			.listener(this)
			.build();
		this.firstClientId = this.store.clientId();
		RequestChecks checks = new RequestChecks(protocol);
		this.server.check((request) -> checks.check(request, this.store, this));
		this.scheduler.runDue();
	}

	void play() {
		int number = 0;
		for (JsonNode step : this.scenario.get("steps")) {
			number++;
			try {
				play(step);
				this.scheduler.runDue();
				this.server.rethrow();
				checkVersion(step);
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("Step " + number + " failed: " + step, ex);
			}
		}
	}

	private void play(JsonNode step) {
		if (step.has("connect")) {
			this.server.up();
			assertThat(this.scheduler.advanceUntil(CONNECTING, this.server::isPulling)).as("pulling").isTrue();
		}
		else if (step.has("disconnect")) {
			this.server.down();
		}
		else if (step.has("mutate")) {
			mutate(step.get("mutate"), step.get("expect"));
		}
		else if (step.has("poke")) {
			this.server.poke(real(step.get("poke")));
		}
		else if (step.has("push_answer")) {
			answer(step.get("push_answer"), step.get("retry_after"), true);
		}
		else if (step.has("pull_answer")) {
			if (this.server.isPulling() || !step.has("if_pulling")) {
				answer(step.get("pull_answer"), step.get("retry_after"), false);
			}
		}
		else if (step.has("advance_ms")) {
			this.scheduler.advance(Duration.ofMillis(step.get("advance_ms").asLong()));
		}
		else if (step.has("wait_for")) {
			boolean push = step.get("wait_for").asText().equals("push");
			assertThat(this.scheduler.advanceUntil(WAITING, push ? this.server::isPushing : this.server::isPulling))
				.isTrue();
		}
		else {
			expect(step.get("expect"));
		}
	}

	private void mutate(JsonNode call, JsonNode expected) {
		String name = call.get("name").asText();
		String args = call.get("args").toString();
		if (expected.has("rejected")) {
			assertThatExceptionOfType(MutationRejectedException.class)
				.isThrownBy(() -> TodoCall.call(this.store, name, args))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(expected.get("rejected").asText()));
		}
		else {
			MutationResult result = TodoCall.call(this.store, name, args);
			assertThat(result.id()).isEqualTo(expected.get("id").asLong());
			this.accepted.add(result);
		}
	}

	private void answer(JsonNode answer, @Nullable JsonNode retryAfter, boolean push) {
		if (answer.isTextual()) {
			if (push) {
				this.server.losePush();
			}
			else {
				this.server.losePull();
			}
			return;
		}
		String wait = (retryAfter != null) ? retryAfter.asText() : null;
		TransportResponse response = new TransportResponse(answer.path("status").asInt(200), wait, body(answer));
		this.userKnown |= response.status() == 200;
		if (push) {
			this.server.answerPush(response);
		}
		else {
			this.server.answerPull(response);
		}
	}

	private String body(JsonNode answer) {
		if (!answer.has("status")) {
			return real(answer);
		}
		if (!answer.has("code")) {
			return "<html><body>" + answer.get("status") + "</body></html>";
		}
		ObjectNode problem = answer.deepCopy();
		problem.put("title", "Refused").put("detail", "The script says so");
		return real(problem);
	}

	private void expect(JsonNode expected) {
		for (Map.Entry<String, JsonNode> member : expected.properties()) {
			expect(member.getKey(), member.getValue());
		}
	}

	private void expect(String member, JsonNode expected) {
		switch (member) {
			case "pull" -> assertContains(parse(this.server.pull()), parse(real(expected)));
			case "push" -> assertContains(parse(this.server.push()), parse(real(expected)));
			case "confirmed" -> expected.properties()
				.forEach((each) -> assertThat(outcome(this.accepted.get(Integer.parseInt(each.getKey()) - 1)))
					.as("confirmed %s", each.getKey())
					.isEqualTo(each.getValue().asText()));
			default -> assertThat(parse(this.json.valueToTree(seen(member)).toString())).as(member).isEqualTo(expected);
		}
	}

	private @Nullable Object seen(String member) {
		HistoryPoint point = this.store.snapshot().base().point();
		return switch (member) {
			case "entries" -> entries(this.store.snapshot().view());
			case "base" -> entries(this.store.snapshot().base().entries());
			case "todos" -> todos();
			case "pending" -> this.store.pending().stream().map(PendingMutation::id).toList();
			case "version" -> (point != null) ? point.version() : null;
			case "epoch" -> (point != null) ? point.epoch() : null;
			case "checkpoint" -> (point != null) ? point.checkpoint() : null;
			case "pulling" -> this.server.isPulling();
			case "pushing" -> this.server.isPushing();
			case "client_id_changed" -> !this.store.clientId().equals(this.firstClientId);
			case "closed" -> this.closed;
			case "access_denied" -> this.accessDenied;
			case "update_needed" -> this.updateNeeded;
			default -> throw new AssertionError("Nobody knows how to expect " + member);
		};
	}

	private List<String> todos() {
		return this.store.query((ctx) -> ctx.table(TodoMutators.TODOS)
			.scan()
			.stream()
			.map((entry) -> entry.value())
			.sorted((a, b) -> String.valueOf(a.position()).compareTo(String.valueOf(b.position())))
			.map(TodoMutators.Todo::text)
			.toList());
	}

	private JsonNode entries(Entries entries) {
		ObjectNode all = this.json.createObjectNode();
		for (Iterator<Map.Entry<String, StoredValue>> each = entries.all(); each.hasNext();) {
			Map.Entry<String, StoredValue> entry = each.next();
			all.set(entry.getKey(), parse(entry.getValue().json()));
		}
		return all;
	}

	private static String outcome(MutationResult result) {
		CompletableFuture<Void> confirmed = result.confirmed();
		if (!confirmed.isDone()) {
			return "pending";
		}
		try {
			confirmed.join();
			return "ok";
		}
		catch (CompletionException ex) {
			return (ex.getCause() instanceof MutationRejectedException rejected) ? rejected.code()
					: ex.getCause().toString();
		}
	}

	/** A base never goes back, except by a reset or with its space. */
	private void checkVersion(JsonNode step) {
		HistoryPoint point = this.store.snapshot().base().point();
		long now = (point != null) ? point.version() : -1;
		JsonNode pulled = step.path("pull_answer");
		boolean mayGoBack = pulled.path("reset").asBoolean() || step.findPath("code").asText().equals("space_deleted")
				|| step.findPath("reason").asText().equals("user_erased");
		assertThat(mayGoBack || now >= this.version).as("version %s after %s", now, this.version).isTrue();
		this.version = now;
	}

	/** The message with the ids that the client really has. */
	private String real(JsonNode message) {
		String text = message.toString().replace(this.scenario.get("client_id").asText(), this.firstClientId);
		return this.scenario.has("next_client_id")
				? text.replace(this.scenario.get("next_client_id").asText(), this.store.clientId()) : text;
	}

	private static void assertContains(JsonNode actual, JsonNode expected) {
		for (Map.Entry<String, JsonNode> member : expected.properties()) {
			JsonNode found = actual.get(member.getKey());
			if (member.getKey().equals("mutations")) {
				assertThat(found).as("mutations in %s", actual).hasSameSizeAs(member.getValue());
				for (int i = 0; i < found.size(); i++) {
					assertContains(found.get(i), member.getValue().get(i));
				}
			}
			else {
				assertThat(found).as(member.getKey()).isEqualTo(member.getValue());
			}
		}
	}

	private JsonNode parse(String text) {
		try {
			return this.json.readTree(text);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(text, ex);
		}
	}

	@Override
	public boolean userIsKnown() {
		return this.userKnown;
	}

	@Override
	public String userId() {
		return this.scenario.get("user_id").asText();
	}

	/** The latest number under the present client id before which all is settled. */
	@Override
	public long settledId() {
		return Math.max(this.store.snapshot().processedId(), 0);
	}

	@Override
	public void accessDenied(String detail) {
		this.accessDenied = true;
	}

	@Override
	public void updateNeeded(String detail) {
		this.updateNeeded = true;
	}

	@Override
	public void closed(String reason) {
		this.closed = true;
	}

}
