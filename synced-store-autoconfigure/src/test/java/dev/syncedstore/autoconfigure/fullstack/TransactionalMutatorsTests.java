package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.syncedstore.autoconfigure.shop.BackOfficeMutators;
import dev.syncedstore.autoconfigure.shop.ShopApplication;
import dev.syncedstore.autoconfigure.shop.ShopMutators;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.SyncedStores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mutators that change the application's tables along with entries: both or neither, and
 * nobody else notices.
 */
@ExtendWith(OutputCaptureExtension.class)
class TransactionalMutatorsTests {

	private static final Pattern REJECTION = Pattern.compile("\"mutation_id\":(\\d+),\"code\":\"([a-z_]+)\"");

	private static TestApplication application;

	private static JdbcClient sql;

	private final String instance = UUID.randomUUID().toString();

	private final SpaceId space = new SpaceId("shop", this.instance);

	private final Map<String, Integer> ids = new ConcurrentHashMap<>();

	@BeforeAll
	static void start() {
		application = TestApplication.start(ShopApplication.class, "spring.jpa.hibernate.ddl-auto=create");
		sql = application.context().getBean(JdbcClient.class);
		sql.sql("ALTER TABLE booking ADD CONSTRAINT one_ticket UNIQUE (ticket) DEFERRABLE INITIALLY DEFERRED").update();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void entriesAndTheApplicationsTablesChangeTogether() {
		assertThat(push("alice", "bookSeat", "a", unique())).isEmpty();
		assertThat(lines()).containsOnlyKeys("a");
		assertThat(booked("a")).isTrue();
	}

	@Test
	void aConstraintBrokenAtTheFlushRejectsThatMutationAlone() {
		String seat = unique();
		push("bob", "bookSeat", "taken", seat);
		assertThat(pushAll("alice", mutation("put", "before", "1"), mutation("bookSeat", "broken", seat),
				mutation("put", "after", "2")))
			.containsExactly("2 rejected");
		assertThat(lines()).containsOnlyKeys("taken", "before", "after");
		assertThat(booked("broken")).isFalse();
	}

	@Test
	void aConstraintBrokenAtTheCommitRejectsThatMutationAlone() {
		String ticket = unique();
		push("bob", "bookTicket", "taken", ticket);
		assertThat(pushAll("alice", mutation("put", "before", "1"), mutation("bookTicket", "broken", ticket),
				mutation("put", "after", "2")))
			.containsExactly("2 rejected");
		assertThat(lines()).containsOnlyKeys("taken", "before", "after");
		assertThat(booked("broken")).isFalse();
	}

	@Test
	void aRejectionTellsNothingOfWhatTheConstraintWasBrokenWith() {
		String seat = "secret-" + unique();
		push("bob", "bookSeat", "taken", seat);
		HttpResponse<String> response = post("alice", mutation("bookSeat", "broken", seat));
		assertThat(response.body()).contains("\"code\":\"rejected\"").doesNotContain("secret-", "constraint");
	}

	@Test
	void aServiceThatThrowsRejectsTheMutationAndTheLogHasTheCause(CapturedOutput output) {
		HttpResponse<String> response = post("alice", mutation("put", "before", "1"), mutation("bookAndFail", "f", "1"),
				mutation("put", "after", "2"));
		assertThat(response.body()).contains("\"code\":\"internal_error\"").doesNotContain("paper");
		assertThat(output).contains("bookAndFail", "The printer is out of paper");
		assertThat(lines()).containsOnlyKeys("before", "after");
		assertThat(booked("f")).isFalse();
	}

	@Test
	void aServiceThatThrowsRejectsTheMutationAlsoWhereTheMutatorCatchesIt(CapturedOutput output) {
		assertThat(pushAll("alice", mutation("put", "before", "1"), mutation("bookAndCatch", "c", "1"),
				mutation("put", "after", "2")))
			.containsExactly("2 internal_error");
		assertThat(output).contains("bookAndCatch", "UnexpectedRollbackException");
		assertThat(lines()).containsOnlyKeys("before", "after");
		assertThat(booked("c")).isFalse();
	}

	@Test
	void aRefusalTakesTheApplicationsChangesBackToo() {
		HttpResponse<String> response = post("alice", mutation("bookAndReject", "r", unique()));
		assertThat(response.body()).contains("\"code\":\"sold_out\"", "\"message\":\"Nothing is left\"",
				"\"version\":1");
		assertThat(lines()).isEmpty();
		assertThat(booked("r")).isFalse();
	}

	@Test
	void whatRequiresANewTransactionStaysWhateverBecomesOfTheMutation() {
		assertThat(push("alice", "bookOnTheSide", "kept", unique())).isEmpty();
		assertThat(push("alice", "bookOnTheSide", "lost", "rejected")).containsExactly("2 no");
		assertThat(booked("kept")).isTrue();
		assertThat(booked("lost")).isFalse();
		assertThat(isBooked("side-" + id("kept"))).isTrue();
		assertThat(isBooked("side-" + id("lost"))).isTrue();
	}

	@Test
	void aServiceThatDeniesAccessRejectsTheMutationSo() {
		assertThat(push("alice", "bookForAdmins", "denied", "1")).containsExactly("1 access_denied");
		assertThat(push("admin", "bookForAdmins", "granted", "1")).isEmpty();
		assertThat(booked("denied")).isFalse();
		assertThat(booked("granted")).isTrue();
	}

	@Test
	void whoPushedIsWhoCreatedAlsoWhereUsersPushAtTheSameTime() {
		List<CompletableFuture<HttpResponse<String>>> pushes = new ArrayList<>();
		IntStream.range(0, 20)
			.forEach((i) -> pushes.add(CompletableFuture
				.supplyAsync(() -> post("user" + i, mutation("bookSeat", "by-user" + i, unique())))));
		pushes.forEach((push) -> assertThat(push.join().body()).contains("\"rejected_mutations\":[]"));
		for (int i = 0; i < 20; i++) {
			assertThat(createdBy("by-user" + i)).isEqualTo("user" + i);
		}
	}

	@Test
	void theLogsContextOfTheRequestAndItsObservationAreThereToo() {
		push("alice", "bookSeat", "m", unique());
		String request = sql.sql("SELECT request FROM booking WHERE id = ?")
			.param(id("m"))
			.query(String.class)
			.single();
		// Which observation it is depends on the filters in front.
		assertThat(request).startsWith("/synced-store/shop/" + this.instance + "/push ").doesNotEndWith("unobserved");
	}

	@Test
	void aMutationOfServerCodeRunsAsItsActor() {
		stores().mutate(this.space, ShopMutators::bookSeat, put(id("j"), unique()), Actor.user("jane")).join();
		stores().mutate(this.space, BackOfficeMutators::closeHouse, put(id("closed"), "1"), Actor.system()).join();
		assertThat(createdBy("j")).isEqualTo("jane");
		assertThat(lines()).containsEntry("closed", "closed: $system");
	}

	@Test
	void aPushMixesKindsOfMutationsAndGetsOneAnswer() {
		List<String> mutations = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			mutations
				.add(mutation((i % 3 == 1) ? "bookSeat" : (i % 3 == 2) ? "bookAndReject" : "put", "k" + i, unique()));
		}
		HttpResponse<String> response = post("alice", mutations.toArray(String[]::new));
		assertThat(response.body()).contains("\"last_mutation_id\":20", "\"version\":20");
		assertThat(rejections(response)).hasSize(6).allMatch((rejection) -> rejection.endsWith(" sold_out"));
		assertThat(lines()).hasSize(14);
	}

	@Test
	void othersInTheQueueKeepTheirOrderAndNoticeNothing() {
		String seat = unique();
		List<CompletableFuture<List<String>>> pushes = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			String key = "n" + i;
			String user = "user" + i;
			boolean books = i % 2 == 0;
			pushes.add(CompletableFuture.supplyAsync(() -> rejections(books
					? post(user, mutation("put", key, "1"), mutation("bookSeat", key + "-b", seat),
							mutation("put", key, "2"))
					: post(user, mutation("put", key, "1"), mutation("put", key, "2")))));
		}
		List<String> rejected = pushes.stream().flatMap((push) -> push.join().stream()).toList();
		assertThat(rejected).hasSize(5).allMatch((rejection) -> rejection.equals("2 rejected"));
		for (int i = 0; i < 12; i++) {
			assertThat(lines()).containsEntry("n" + i, "2");
		}
		assertThat(sql.sql("SELECT count(*) FROM booking WHERE seat = ?").param(seat).query(Integer.class).single())
			.isOne();
		assertThat(sql.sql("SELECT version FROM synced_store.space WHERE instance_id = ?")
			.param(this.instance)
			.query(Integer.class)
			.single()).isEqualTo(6 * 3 + 6 * 2);
	}

	@Test
	void aPortThatAPlainMutatorMayNotCallFailsByName(CapturedOutput output) {
		assertThat(push("alice", "bookInPlainMutator", "p", unique())).containsExactly("1 internal_error");
		assertThat(output)
			.contains("Port dev.syncedstore.autoconfigure.shop.BoxOffice can only be called from a mutator "
					+ "with @Mutator(transactional = true), which shop.bookInPlainMutator is not");
		assertThat(lines()).isEmpty();
	}

	@Test
	void aPortThatNobodyImplementsFailsByName(CapturedOutput output) {
		assertThat(push("alice", "callUnwired", "p", "1")).containsExactly("1 internal_error");
		assertThat(output).contains("There is no port dev.syncedstore.autoconfigure.shop.Unwired");
	}

	@Test
	void theServersDiceAndClockAreThereForPlainMutators() {
		long before = Instant.now().toEpochMilli();
		assertThat(push("alice", "roll", "d", "1")).isEmpty();
		String[] rolled = Optional.ofNullable(lines().get("d")).orElseThrow().split(" at ");
		assertThat(Integer.parseInt(rolled[0])).isBetween(1, 6);
		assertThat(Long.parseLong(rolled[1])).isBetween(before, Instant.now().toEpochMilli());
	}

	@Test
	void aMutatorOfTheServersAloneIsCalledByName() {
		assertThat(push("alice", "openHouse", "o", unique())).isEmpty();
		assertThat(lines()).containsEntry("o", "open: alice");
		assertThat(createdBy("o")).isEqualTo("alice");
		assertThat(push("alice", "closeHouse", "c", "1")).containsExactly("2 access_denied");
		assertThat(push("admin", "closeHouse", "c", "1")).isEmpty();
	}

	@Test
	void whatTheServiceMutatesBesidesIsStoredWithTheMutation() {
		SpaceId told = new SpaceId("shop", "told");
		push("alice", "bookAndTell", "lost", "rejected");
		push("alice", "bookAndTell", "kept", "1");
		Awaitility.await().untilAsserted(() -> assertThat(lines(told)).containsKey("kept"));
		assertThat(lines(told)).doesNotContainKey("lost");
		assertThat(sql.sql("SELECT count(*) FROM synced_store.deferred_mutation").query(Integer.class).single())
			.isZero();
	}

	/** Ids are the whole application's, lists of lines are a test's own. */
	private String id(String key) {
		return this.instance + "-" + key;
	}

	private static String unique() {
		return UUID.randomUUID().toString();
	}

	private String mutation(String name, String key, String text) {
		return SyncLoopTests.mutation(0, name, "{\"id\":\"" + id(key) + "\",\"text\":\"" + text + "\"}");
	}

	/** Pushes one mutation of the user's only client, and says how it was rejected. */
	private List<String> push(String user, String name, String key, String text) {
		return pushAll(user, mutation(name, key, text));
	}

	private List<String> pushAll(String user, String... mutations) {
		return rejections(post(user, mutations));
	}

	private HttpResponse<String> post(String user, String... mutations) {
		int first = this.ids.merge(user, mutations.length, Integer::sum) - mutations.length;
		StringBuilder numbered = new StringBuilder();
		for (int i = 0; i < mutations.length; i++) {
			numbered.append((i > 0) ? "," : "")
				.append(mutations[i].replace("{\"id\":0,", "{\"id\":" + (first + i + 1) + ","));
		}
		return application.post(user, "/synced-store/shop/" + this.instance + "/push",
				TestApplication.pushBody(user, "\"" + user + "\"", numbered.toString()));
	}

	private List<String> rejections(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		Matcher matcher = REJECTION.matcher(response.body());
		List<String> result = new ArrayList<>();
		while (matcher.find()) {
			result.add(matcher.group(1) + " " + matcher.group(2));
		}
		return result;
	}

	private Map<String, String> lines() {
		return lines(this.space);
	}

	private Map<String, String> lines(SpaceId from) {
		return stores().read(from, (ctx) -> ctx.table(ShopMutators.LINES).scan())
			.stream()
			.filter((entry) -> entry.key().startsWith(this.instance))
			.collect(Collectors.toMap((entry) -> entry.key().substring(this.instance.length() + 1),
					(entry) -> entry.value().text()));
	}

	private static SyncedStores stores() {
		return application.context().getBean(SyncedStores.class);
	}

	private boolean booked(String key) {
		return isBooked(id(key));
	}

	private static boolean isBooked(String id) {
		return sql.sql("SELECT count(*) FROM booking WHERE id = ?").param(id).query(Integer.class).single() == 1;
	}

	private String createdBy(String key) {
		return sql.sql("SELECT created_by FROM booking WHERE id = ?").param(id(key)).query(String.class).single();
	}

	private static ShopMutators.Put put(String id, String text) {
		return new ShopMutators.Put(id, text);
	}

}
