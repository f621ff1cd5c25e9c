package dev.syncedstore.test.simulation;

import java.lang.reflect.Constructor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.action.ActionCatalog;
import dev.syncedstore.test.model.ModelEntries;

/**
 * Looks for what is wrong with an application's mutators. In a {@link Simulation} with
 * all its faults several users call them with arguments that are made up, and each run is
 * looked at closely: see {@link MutatorRule}. What is found comes with as few steps as
 * lead to it, and with a seed that does it again.
 *
 * <pre class="code">
 * &#64;Test
 * void theMutatorsAreSound() {
 *     MutatorCheck.of(TodoMutators.class).run();
 * }
 * </pre>
 *
 * Ids in arguments (components that are named {@code id}, {@code key} or end so) are
 * taken from a small stock, so that users meet; numbers and texts keep to the constraints
 * of Jakarta Validation. Where that doesn't fit, give {@link #arguments}.
 * <p>
 * What a mutator sends to another space, of the same store type or not, is examined
 * there, too. What it reads in spaces that nobody opens is given by {@link #otherSpace},
 * and is the same all the time; so don't let it read the two spaces that are opened,
 * {@code s0} and {@code s1}.
 * <p>
 * Not for mutators of classes that stay on the server, and for ports only if what they
 * answer depends on nothing but what they are asked. Not thread-safe.
 */
public final class MutatorCheck {

	private static final int SEEDS = 50;

	private static final int CLIENTS = 3;

	private static final int STEPS = 80;

	private final List<Supplier<?>> mutators = new ArrayList<>();

	private final Set<String> without = new HashSet<>();

	private final Map<String, ArgumentSource<? extends Record>> sources = new HashMap<>();

	private final Map<MutatorRule, Set<String>> exceptions = new EnumMap<>(MutatorRule.class);

	private final Map<Class<?>, Object> ports = new HashMap<>();

	private final List<Object> actions = new ArrayList<>();

	private final GivenSpaces others = new GivenSpaces();

	private List<String> users = List.of("alice", "bob", "carol");

	private Consumer<? super SettledSpace> check = (space) -> {
	};

	private long firstSeed = Long.getLong("simulation.seed", 1);

	private int seeds = Integer.getInteger("simulation.seeds", SEEDS);

	private int steps = STEPS;

	private MutatorCheck() {
	}

	/**
	 * A check of some mutators.
	 * @param mutators classes with {@code @Mutators} of one store type, with constructors
	 * without parameters; classes of other store types, which these send mutations to,
	 * may follow them, and are examined when something arrives
	 * @return a check, to be run
	 */
	public static MutatorCheck of(Class<?>... mutators) {
		MutatorCheck check = new MutatorCheck();
		for (Class<?> type : mutators) {
			check.mutators.add(() -> newInstance(type));
		}
		return check;
	}

	/**
	 * Make the arguments of a mutator otherwise than by chance from its types.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param mutator a method reference such as {@code TodoMutators::addTodo}
	 * @param source makes arguments
	 * @return this check
	 */
	public <M, A extends Record> MutatorCheck arguments(MutatorMethod<M, A> mutator, ArgumentSource<A> source) {
		this.sources.put(name(mutator), source);
		return this;
	}

	/**
	 * Let a mutator do what mutators shouldn't.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param rule what it may break
	 * @param mutator a method reference such as {@code TodoMutators::addTodo}
	 * @return this check
	 */
	public <M, A> MutatorCheck allowing(MutatorRule rule, MutatorMethod<M, A> mutator) {
		this.exceptions.computeIfAbsent(rule, (key) -> new HashSet<>()).add(name(mutator));
		return this;
	}

	/**
	 * Don't call a mutator.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param mutator a method reference such as {@code TodoMutators::addTodo}
	 * @return this check
	 */
	public <M, A> MutatorCheck without(MutatorMethod<M, A> mutator) {
		this.without.add(name(mutator));
		return this;
	}

	/**
	 * What mutators call by {@code onServer}. The clock of the server is there anyway.
	 * @param <P> the port
	 * @param port the interface
	 * @param implementation what is called, often and again: it must answer the same to
	 * the same question
	 * @return this check
	 */
	public <P> MutatorCheck port(Class<P> port, P implementation) {
		this.ports.put(port, implementation);
		return this;
	}

	/**
	 * The actions that mutators enqueue. They don't run here: a
	 * {@link dev.syncedstore.test.world.TestWorld} is for that.
	 * @param actions instances of classes with
	 * {@link dev.syncedstore.server.action.Actions @Actions}; further calls add to them
	 * @return this check
	 */
	public MutatorCheck actions(Object... actions) {
		this.actions.addAll(List.of(actions));
		return this;
	}

	/**
	 * What mutators find where they read another space, by {@code readOther}. Without, it
	 * is empty.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param space the other space, which nobody opens
	 * @param mutator a mutator of its store type, which server code calls there before
	 * @param args the arguments
	 * @return this check
	 */
	public <M, A> MutatorCheck otherSpace(SpaceId space, MutatorMethod<M, A> mutator, A args) {
		this.others.add(space, mutator, args);
		return this;
	}

	/**
	 * Who takes part. Alice, Bob and Carol if not given.
	 * @param users the ids of the users
	 * @return this check
	 */
	public MutatorCheck users(String... users) {
		this.users = List.of(users);
		return this;
	}

	/**
	 * What must be so in every space when all is done, such as that no card is in two
	 * columns.
	 * @param check throws an {@link AssertionError} if it isn't so
	 * @return this check
	 */
	public MutatorCheck afterwards(Consumer<? super SettledSpace> check) {
		this.check = check;
		return this;
	}

	/**
	 * Which runs to make, each from a seed. The first fifty if not given, or what the
	 * system properties {@code simulation.seed} and {@code simulation.seeds} say.
	 * @param first the first seed
	 * @param number how many
	 * @return this check
	 */
	public MutatorCheck seeds(long first, int number) {
		this.firstSeed = first;
		this.seeds = number;
		return this;
	}

	/**
	 * How long each run is.
	 * @param steps how often somebody does something
	 * @return this check
	 */
	public MutatorCheck steps(int steps) {
		this.steps = steps;
		return this;
	}

	/**
	 * Look for what is wrong.
	 * @return what happened
	 * @throws SimulationFailure if something was found
	 * @throws AssertionError if some mutator was never applied, so that nothing was seen
	 * of it
	 */
	public MutatorReport run() {
		GeneratedWorkload.Description description = new GeneratedWorkload.Description(List.copyOf(this.mutators),
				this.without, this.sources, this.users, this.check);
		MutatorStatistics statistics = new MutatorStatistics();
		SimulationReport report = Simulation.of(GeneratedWorkload.of(description))
			.clients(CLIENTS)
			.steps(this.steps)
			.with(examination(statistics))
			.shrinking()
			.run(this.firstSeed, this.seeds);
		MutatorReport result = new MutatorReport(report.seeds(), statistics.applied(), statistics.rejected(),
				statistics.different());
		Set<String> never = new TreeSet<>(((GeneratedWorkload) GeneratedWorkload.of(description).get()).names());
		never.removeAll(result.applied().keySet());
		if (!never.isEmpty()) {
			throw new AssertionError(
					"Nothing was seen of " + never + ", because it was never applied. Give arguments(...)"
							+ " with which it is, or leave it out by without(...)\n" + result);
		}
		return result;
	}

	private MutatorExamination examination(MutatorStatistics statistics) {
		ValueCodecs codecs = JacksonValueCodecs.create();
		Map<SpaceId, ModelEntries> given = this.others.entries(instances(), codecs,
				new SimulatedPorts(new GivenPorts(this.ports), Clock.systemUTC()));
		return new MutatorExamination(this.exceptions, new GivenPorts(this.ports),
				ActionCatalog.of(this.actions, codecs), given, statistics);
	}

	private List<Object> instances() {
		List<Object> instances = new ArrayList<>();
		this.mutators.forEach((supplier) -> instances.add(supplier.get()));
		return instances;
	}

	private String name(MutatorMethod<?, ?> mutator) {
		MutatorDefinition found = MutatorCatalog.of(instances(), JacksonValueCodecs.create()).find(mutator);
		return found.name();
	}

	private static Object newInstance(Class<?> type) {
		try {
			Constructor<?> constructor = type.getDeclaredConstructor();
			constructor.setAccessible(true);
			return constructor.newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalArgumentException(type + " has no constructor without parameters that works", ex);
		}
	}

}
