package dev.syncedstore.test.parity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.state.ValueCodec;
import dev.syncedstore.test.simulation.ArgumentSource;
import dev.syncedstore.test.simulation.RecordArguments;
import org.jspecify.annotations.Nullable;

/**
 * Calls mutators on the JVM and in the module that the build has compiled of them, and
 * looks for differences: in what they change, or in how they refuse. Arguments are made
 * up as {@link dev.syncedstore.test.simulation.MutatorCheck} makes them, and some are
 * spoiled, so that refusals are compared, too.
 *
 * <pre class="code">
 * MutatorParity.of(TodoMutators.class).run();
 * </pre>
 *
 * What only the server does is not compared, for the browser doesn't do it. Not
 * thread-safe.
 *
 * @see ParityTest
 */
public final class MutatorParity {

	static final int CALLS = 300;

	/** After so many calls a new space begins: in full ones little happens. */
	private static final int CALLS_A_SPACE = 60;

	private static final int ONE_OF_HOW_MANY_IS_SPOILED = 6;

	private static final List<String> USERS = List.of("alice", "bob", "carol");

	private static final String FOLDER = "synced-store/mutators/";

	private final List<Class<?>> classes;

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	private final MutatorCatalog catalog;

	private final Set<String> without = new HashSet<>();

	private final Map<String, ArgumentSource<? extends Record>> sources = new HashMap<>();

	private @Nullable String module;

	private int calls = CALLS;

	private long seed = 1;

	private MutatorParity(List<Class<?>> classes) {
		this.classes = classes;
		this.catalog = MutatorCatalog.of(classes.stream().map(MutatorParity::newInstance).toList(), this.codecs);
	}

	/**
	 * A comparison of some mutators.
	 * @param mutators classes with {@code @Mutators} of one store type
	 * @return a comparison, to be run
	 */
	public static MutatorParity of(Class<?>... mutators) {
		return new MutatorParity(List.of(mutators));
	}

	/**
	 * Make the arguments of a mutator otherwise than by chance from its types.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param mutator a method reference such as {@code TodoMutators::addTodo}
	 * @param source makes arguments
	 * @return this comparison
	 */
	public <M, A extends Record> MutatorParity arguments(MutatorMethod<M, A> mutator, ArgumentSource<A> source) {
		this.sources.put(this.catalog.find(mutator).name(), source);
		return this;
	}

	/**
	 * Don't call a mutator. Those that the build has left out are not called anyway.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param mutator a method reference such as {@code TodoMutators::addTodo}
	 * @return this comparison
	 */
	public <M, A> MutatorParity without(MutatorMethod<M, A> mutator) {
		this.without.add(this.catalog.find(mutator).name());
		return this;
	}

	/**
	 * How many calls to make.
	 * @param calls the number
	 * @return this comparison
	 */
	public MutatorParity calls(int calls) {
		this.calls = calls;
		return this;
	}

	/**
	 * What chance begins with.
	 * @param seed the seed
	 * @return this comparison
	 */
	public MutatorParity seed(long seed) {
		this.seed = seed;
		return this;
	}

	/**
	 * Compare with another module than that which the build has put on the class path.
	 * @param module the text of the module
	 * @return this comparison
	 */
	public MutatorParity module(String module) {
		this.module = module;
		return this;
	}

	/**
	 * Compare.
	 * @return what happened
	 * @throws AssertionError if a call differs
	 */
	public ParityReport run() {
		Random random = new Random(this.seed);
		String storeType = this.classes.get(0).getAnnotation(Mutators.class).type();
		Map<String, Integer> applied = new TreeMap<>();
		Map<String, Integer> rejected = new TreeMap<>();
		Map<String, Integer> failed = new TreeMap<>();
		try (BrowserSide browser = new BrowserSide((this.module != null) ? this.module : built(storeType))) {
			JavaSide java = new JavaSide(this.codecs, browser::written);
			List<MutatorDefinition> mutators = mutators(storeType, browser);
			RecordArguments made = new RecordArguments(this.codecs, USERS);
			String user = USERS.get(0);
			for (int i = 0; i < this.calls; i++) {
				if (i % CALLS_A_SPACE == 0) {
					java.begin();
					browser.begin();
					user = USERS.get(random.nextInt(USERS.size()));
				}
				MutatorDefinition mutator = mutators.get(random.nextInt(mutators.size()));
				String args = arguments(mutator, made, random);
				if (random.nextInt(ONE_OF_HOW_MANY_IS_SPOILED) == 0) {
					args = browser.spoiled(args, random.nextInt(1_000), random.nextInt(1_000));
				}
				Outcome here = java.run(mutator, args, user);
				Outcome there = browser.run(mutator.name(), args, user);
				if (!here.isSameAs(there)) {
					throw new AssertionError("Call " + i + " of seed " + this.seed + ", " + mutator.name() + " with "
							+ args + " by " + user + "\n  on the JVM    " + here + "\n  in the browser " + there);
				}
				Map<String, Integer> counts = switch (here.kind()) {
					case APPLIED -> applied;
					case REJECTED -> rejected;
					case FAILED -> failed;
				};
				counts.merge(mutator.name(), 1, Integer::sum);
			}
		}
		return new ParityReport(this.calls, applied, rejected, failed);
	}

	private List<MutatorDefinition> mutators(String storeType, BrowserSide browser) {
		List<MutatorDefinition> result = new ArrayList<>();
		for (MutatorDefinition each : this.catalog.mutators(storeType).values()) {
			if (!each.isServerOnly() && !this.without.contains(each.name()) && browser.has(each.name())) {
				result.add(each);
			}
		}
		if (result.isEmpty()) {
			throw new IllegalStateException("The compiled module of " + storeType + " has none of these mutators");
		}
		return result;
	}

	private String arguments(MutatorDefinition mutator, RecordArguments made, Random random) {
		ArgumentSource<? extends Record> source = this.sources.get(mutator.name());
		Object args = (source != null) ? source.next(random) : made.next(mutator.argsType(), random);
		return write(mutator.argsCodec(), args);
	}

	@SuppressWarnings("unchecked") // the arguments are of the mutator's type
	private static <A> String write(ValueCodec<A> codec, Object args) {
		return codec.write((A) args);
	}

	private static String built(String storeType) {
		String stub = BrowserSide.text(FOLDER + storeType + ".js");
		Matcher link = Pattern.compile("'\\./([^']+)'").matcher(stub);
		if (!link.find()) {
			throw new IllegalStateException(FOLDER + storeType + ".js leads nowhere");
		}
		return BrowserSide.text(FOLDER + link.group(1));
	}

	private static Object newInstance(Class<?> type) {
		try {
			var constructor = type.getDeclaredConstructor();
			constructor.setAccessible(true);
			return constructor.newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalArgumentException(type + " has no constructor without parameters that works", ex);
		}
	}

}
