package dev.syncedstore.test.world;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.test.transport.Fault;

/**
 * A server and its clients, with the application's own mutators, in the hands of a test.
 * Nothing happens by itself: messages arrive and timers fire while the test lets time
 * pass, by {@link #settle()}, {@link #pass} or {@link #waitUntil}.
 *
 * <pre class="code">
 * TestWorld world = TestWorld.of(TodoMutators.class);
 * TestClient alice = world.client("alice");
 * TestClient bob = world.client("bob");
 * bob.network().cut();
 * alice.mutate(TodoMutators::addTodo, new AddTodo("1", "Buy milk"));
 * bob.network().mend();
 * world.settle();
 * assertThat(bob).table(TODOS).containsKey("1");
 * </pre>
 *
 * Belongs to the thread that made it.
 */
public final class TestWorld implements AutoCloseable {

	/** Longer than anything that a client waits for when nothing stands in its way. */
	private static final Duration PATIENCE = Duration.ofMinutes(10);

	/** What was said last arrives, too. */
	private static final Duration ECHO = Duration.ofMillis(20);

	private final WorldParts parts;

	private final SpaceId mainSpace;

	private final TestServer server;

	private final Map<TestClient.ClientName, TestClient> clients = new LinkedHashMap<>();

	TestWorld(WorldParts parts, SpaceId mainSpace, BiFunction<TestWorld, SpaceId, TestServer> server) {
		this.parts = parts;
		this.mainSpace = mainSpace;
		this.server = server.apply(this, mainSpace);
	}

	/**
	 * Begin to describe a world.
	 * @return a builder
	 */
	public static TestWorldBuilder builder() {
		return new TestWorldBuilder();
	}

	/**
	 * A world of some mutators, in which everybody may do everything.
	 * @param mutators classes with {@code @Mutators}
	 * @return the world
	 */
	public static TestWorld of(Class<?>... mutators) {
		return builder().mutators(mutators).start();
	}

	/**
	 * The client of a user, in the main space. It is made when it is first asked for.
	 * @param userId the user
	 * @return the client, the same each time
	 */
	public TestClient client(String userId) {
		return client(userId, "");
	}

	/**
	 * A further client of a user, in the main space.
	 * @param userId the user
	 * @param device names it, such as {@code phone}
	 * @return the client, the same each time
	 */
	public TestClient client(String userId, String device) {
		return client(userId, device, this.mainSpace);
	}

	/**
	 * A client of a user, in any space.
	 * @param userId the user
	 * @param device names it, such as {@code phone}; empty for the usual one
	 * @param space the space
	 * @return the client, the same each time
	 */
	public TestClient client(String userId, String device, SpaceId space) {
		return this.clients.computeIfAbsent(new TestClient.ClientName(userId, device, space),
				(name) -> new TestClient(this.parts, this.server, name));
	}

	/**
	 * All clients that were asked for.
	 * @return the clients, in the order in which they were made
	 */
	public List<TestClient> clients() {
		return List.copyOf(this.clients.values());
	}

	/**
	 * The server.
	 * @return the server
	 */
	public TestServer server() {
		return this.server;
	}

	/**
	 * The space that clients open if nothing else is said.
	 * @return the space
	 */
	public SpaceId mainSpace() {
		return this.mainSpace;
	}

	/**
	 * The clock of everybody in this world.
	 * @return the clock, which stands still until time passes
	 */
	public Clock clock() {
		return this.parts.time().clock();
	}

	/**
	 * Let time pass, and everything happen that falls due meanwhile.
	 * @param duration how long
	 */
	public void pass(Duration duration) {
		this.parts.time().pass(duration);
	}

	/**
	 * Let the next thing happen: a message arrives, or somebody does what they were to do
	 * now.
	 */
	public void step() {
		this.parts.time().runNext();
	}

	/**
	 * Let time pass until something is so: at most ten minutes, which take no time.
	 * @param what what is waited for, for the failure
	 * @param condition whether it is so
	 * @throws AssertionError if it does not become so
	 */
	public void waitUntil(String what, BooleanSupplier condition) {
		if (!this.parts.time().passUntil(condition, PATIENCE)) {
			throw new AssertionError("Waited " + PATIENCE + " in vain until " + what + "\n" + this);
		}
	}

	/**
	 * Let time pass until all clients that can reach the server have all that it has, and
	 * it has all that they have. A client whose network the test has cut or holds, or
	 * whose user may not open the space, is not waited for.
	 * @throws AssertionError if they don't get there
	 */
	public void settle() {
		if (!this.parts.time().passUntil(this::isSettled, PATIENCE)) {
			List<String> late = new ArrayList<>();
			clients().stream()
				.filter((client) -> client.canReachServer() && !client.isUpToDate())
				.forEach((client) -> late.add(client.describe()));
			throw new AssertionError(
					"Not everybody has everything after " + PATIENCE + ": " + String.join("; ", late) + "\n" + this);
		}
		pass(ECHO);
	}

	/**
	 * Let something happen after each step of the world, such as a check.
	 * @param observer what happens
	 */
	public void afterEachStep(Runnable observer) {
		this.parts.time().afterEachTask(observer);
	}

	/**
	 * How often a fault has happened on the network.
	 * @param fault the fault
	 * @return the number
	 */
	public long faults(Fault fault) {
		return this.parts.network().counts().of(fault);
	}

	/** Close all stores. */
	@Override
	public void close() {
		clients().stream().filter(TestClient::isRunning).forEach((client) -> client.store().close());
	}

	/** The latest things that have happened. */
	@Override
	public String toString() {
		return "What happened in this world:\n" + this.parts.story();
	}

	void reachabilityChanged() {
		clients().forEach((client) -> client.network().serverUp(this.server.isRunning()));
	}

	private boolean isSettled() {
		return clients().stream().filter(TestClient::canReachServer).allMatch(TestClient::isUpToDate);
	}

}
