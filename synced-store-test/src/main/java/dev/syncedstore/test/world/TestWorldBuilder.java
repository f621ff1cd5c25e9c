package dev.syncedstore.test.world;

import java.lang.reflect.Constructor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.syncedstore.client.SyncedStoreBuilder;
import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.schema.SchemaCatalog;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.MigrationLimits;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.action.ActionCatalog;
import dev.syncedstore.server.action.Actions;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.member.HookCatalog;
import dev.syncedstore.server.member.MembershipRules;
import dev.syncedstore.server.member.SpaceHooks;
import dev.syncedstore.test.log.InMemoryVersionLog;
import dev.syncedstore.test.time.VirtualTime;
import dev.syncedstore.test.transport.Conditions;
import dev.syncedstore.test.transport.FaultCounts;
import dev.syncedstore.test.transport.Network;
import dev.syncedstore.test.transport.TrafficListener;
import org.jspecify.annotations.Nullable;

/**
 * Says what a world consists of. Mutators are needed; the rest has sensible defaults. Not
 * thread-safe.
 */
public final class TestWorldBuilder {

	private final List<Supplier<?>> shared = new ArrayList<>();

	private final List<Object> onServer = new ArrayList<>();

	private final List<Object> actions = new ArrayList<>();

	private final List<Class<?>> schemas = new ArrayList<>();

	private final Map<Class<?>, Object> ports = new HashMap<>();

	private SpaceAccessPolicy access = SpaceAccessPolicy.ANY_AUTHENTICATED;

	private @Nullable MembershipRules members;

	private final List<Object> hooks = new ArrayList<>();

	private MigrationLimits migrationLimits = MigrationLimits.defaults();

	private String instanceId = "main";

	private Instant start = Instant.parse("2026-01-01T00:00:00Z");

	private Conditions conditions = Conditions.PERFECT;

	private TrafficListener traffic = TrafficListener.NONE;

	private UnaryOperator<VersionLog> log = UnaryOperator.identity();

	private BiConsumer<String, SyncedStoreBuilder> customizer = (client, store) -> {
	};

	private long seed = 1;

	TestWorldBuilder() {
	}

	/**
	 * The mutators that clients and server have. Each of them makes instances of its own,
	 * as processes do.
	 * @param mutators classes with {@link Mutators @Mutators}; further calls add to them
	 * @return this builder
	 */
	public TestWorldBuilder mutators(Class<?>... mutators) {
		for (Class<?> type : mutators) {
			this.shared.add(() -> newInstance(type));
		}
		return this;
	}

	/**
	 * Mutators that all clients and the server share.
	 * @param mutators instances of classes with {@link Mutators @Mutators}; further calls
	 * add to them
	 * @return this builder
	 */
	public TestWorldBuilder mutators(Object... mutators) {
		List.of(mutators).forEach((instance) -> this.shared.add(() -> instance));
		return this;
	}

	/**
	 * The classes that declare what spaces hold and under which schema version, known to
	 * clients and server.
	 * @param schemas classes with {@link dev.syncedstore.core.Schema @Schema}; further
	 * calls add to them
	 * @return this builder
	 */
	public TestWorldBuilder schema(Class<?>... schemas) {
		this.schemas.addAll(List.of(schemas));
		return this;
	}

	/**
	 * How much of a space a server that was {@link TestServer#deploy deployed} migrates
	 * at a time; by default as much as a real one does.
	 * @param limits the limits
	 * @return this builder
	 */
	public TestWorldBuilder migrations(MigrationLimits limits) {
		this.migrationLimits = limits;
		return this;
	}

	/**
	 * Mutators that the server alone has, with the beans that they need.
	 * @param mutators instances of classes with {@link Mutators @Mutators}; further calls
	 * add to them
	 * @return this builder
	 */
	public TestWorldBuilder serverMutators(Object... mutators) {
		this.onServer.addAll(List.of(mutators));
		return this;
	}

	/**
	 * The actions of the server, with the beans that they need. An action runs on a
	 * thread of its own, but never while anything else happens in the world: it goes on
	 * where it waits for its context, and time passes meanwhile. What else it waits for
	 * must come from outside of the world.
	 * @param actions instances of classes with {@link Actions @Actions}; further calls
	 * add to them
	 * @return this builder
	 */
	public TestWorldBuilder actions(Object... actions) {
		this.actions.addAll(List.of(actions));
		return this;
	}

	/**
	 * What mutators call by {@code onServer}. The clock and the dice of the server are
	 * there anyway.
	 * @param <P> the port
	 * @param port the interface
	 * @param implementation what is called
	 * @return this builder
	 */
	public <P> TestWorldBuilder port(Class<P> port, P implementation) {
		this.ports.put(port, implementation);
		return this;
	}

	/**
	 * Who may do what. Everybody everything if not given.
	 * @param access the application's policy
	 * @return this builder
	 */
	public TestWorldBuilder access(SpaceAccessPolicy access) {
		this.access = access;
		return this;
	}

	/**
	 * Which spaces have members. None if not given.
	 * @param members the application's rules
	 * @return this builder
	 */
	public TestWorldBuilder members(MembershipRules members) {
		this.members = members;
		return this;
	}

	/**
	 * What the server runs when spaces come into being and users come and go.
	 * @param hooks instances of classes with {@link SpaceHooks @SpaceHooks}; further
	 * calls add to them
	 * @return this builder
	 */
	public TestWorldBuilder hooks(Object... hooks) {
		this.hooks.addAll(List.of(hooks));
		return this;
	}

	/**
	 * Which space clients open if nothing else is said. {@code main} if not given.
	 * @param instanceId its instance id
	 * @return this builder
	 */
	public TestWorldBuilder instance(String instanceId) {
		this.instanceId = instanceId;
		return this;
	}

	/**
	 * When the world begins. The first of January 2026 if not given.
	 * @param start the first moment
	 * @return this builder
	 */
	public TestWorldBuilder startingAt(Instant start) {
		this.start = start;
		return this;
	}

	/**
	 * How the network behaves where a test doesn't say otherwise. Fast and without faults
	 * if not given.
	 * @param conditions the conditions
	 * @return this builder
	 */
	public TestWorldBuilder conditions(Conditions conditions) {
		this.conditions = conditions;
		return this;
	}

	/**
	 * Who sees every message at the clients' ends. Nobody if not given.
	 * @param traffic sees the messages
	 * @return this builder
	 */
	public TestWorldBuilder traffic(TrafficListener traffic) {
		this.traffic = traffic;
		return this;
	}

	/**
	 * What stands between the server and its log in memory, such as something that makes
	 * it fail. Nothing if not given.
	 * @param log wraps the log
	 * @return this builder
	 */
	public TestWorldBuilder log(UnaryOperator<VersionLog> log) {
		this.log = log;
		return this;
	}

	/**
	 * Say more about clients' stores, such as their timings or their schema version. It
	 * is called for each client each time that it starts, also after a crash.
	 * @param customizer is told the client's name, {@code alice} or
	 * {@code alice's phone}, and what builds its store
	 * @return this builder
	 */
	public TestWorldBuilder stores(BiConsumer<String, SyncedStoreBuilder> customizer) {
		this.customizer = customizer;
		return this;
	}

	/**
	 * From what all chance comes: ids, jitter, the order of what happens at one moment. 1
	 * if not given.
	 * @param seed the seed
	 * @return this builder
	 */
	public TestWorldBuilder seed(long seed) {
		this.seed = seed;
		return this;
	}

	/**
	 * Start the world.
	 * @return the world, which belongs to the calling thread
	 * @throws IllegalStateException if there are no mutators
	 * @throws dev.syncedstore.core.SyncedStoreException if a mutator can't be used
	 */
	public TestWorld start() {
		ValueCodecs codecs = JacksonValueCodecs.create();
		List<Object> serverMutators = WorldParts.make(this.shared);
		serverMutators.addAll(this.onServer);
		MutatorCatalog catalog = MutatorCatalog.of(serverMutators, codecs);
		if (catalog.storeTypes().isEmpty()) {
			throw new IllegalStateException("A world needs mutators: call mutators(TodoMutators.class)");
		}
		SplittableRandom random = new SplittableRandom(this.seed);
		VirtualTime time = new VirtualTime(this.start, random.split()::nextLong);
		TestServer.Door door = new TestServer.Door();
		FaultCounts faults = new FaultCounts();
		Network network = new Network(time, door, this.conditions, faults, this.traffic);
		WorldParts parts = new WorldParts(time, random, codecs, List.copyOf(this.shared), catalog,
				List.copyOf(this.schemas), SchemaCatalog.of(this.schemas, catalog).within(catalog.storeTypes()),
				ActionCatalog.of(this.actions, codecs).within(catalog.storeTypes()), this.access, this.members,
				HookCatalog.of(this.hooks).within(catalog.storeTypes()), this.migrationLimits,
				new WorldParts.GivenPorts(this.ports), network, this.customizer, new Story(time.clock()));
		InMemoryVersionLog storage = new InMemoryVersionLog("epoch-" + this.seed, time.clock());
		return new TestWorld(parts, new SpaceId(storeType(serverMutators), this.instanceId), (world, mainSpace) -> {
			TestServer server = new TestServer(parts, mainSpace, storage, this.log.apply(storage),
					world::reachabilityChanged);
			door.leadTo(server);
			return server;
		});
	}

	/** That of the mutators that were given first. */
	private static String storeType(List<Object> mutators) {
		for (Class<?> type = mutators.get(0).getClass(); type != null; type = type.getSuperclass()) {
			Mutators annotation = type.getAnnotation(Mutators.class);
			if (annotation != null) {
				return annotation.type();
			}
		}
		throw new IllegalStateException(mutators.get(0).getClass() + " is not annotated with @Mutators");
	}

	static Object newInstance(Class<?> type) {
		try {
			Constructor<?> constructor = type.getDeclaredConstructor();
			constructor.setAccessible(true);
			return constructor.newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalArgumentException(
					type + " has no constructor without parameters that works: give an instance of it instead", ex);
		}
	}

}
