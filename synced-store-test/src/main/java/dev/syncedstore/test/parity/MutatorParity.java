package dev.syncedstore.test.parity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

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

	private static final List<String> USERS = List.of("alice", "bob", "carol");

	private final List<Class<?>> classes;

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	private final MutatorCatalog catalog;

	private final Set<String> without = new HashSet<>();

	private final Map<String, ArgumentSource<? extends Record>> sources = new HashMap<>();

	private @Nullable String module;

	private int calls = CALLS;

	private long seed = 1;

	private boolean inNode;

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
	 * Run the module in Node, which has to be on the {@code PATH}, rather than in
	 * GraalJS: a thousand times as fast, because it compiles what it runs.
	 * @return this comparison
	 */
	public MutatorParity inNode() {
		this.inNode = true;
		return this;
	}

	/**
	 * Compare.
	 * @return what happened
	 * @throws AssertionError if a call differs
	 */
	public ParityReport run() {
		String storeType = this.classes.get(0).getAnnotation(Mutators.class).type();
		String text = (this.module != null) ? this.module : Scripts.mutators(storeType);
		try (BrowserSide browser = new BrowserSide(javaScript(text))) {
			RecordArguments made = new RecordArguments(this.codecs, USERS);
			return new Comparison(mutators(storeType, browser.mutators()),
					(mutator, random) -> arguments(mutator, made, random), USERS, this.seed)
				.run(this.calls, browser, this.codecs);
		}
	}

	private JavaScript javaScript(String text) {
		if (this.inNode) {
			return new Node(text);
		}
		try {
			return new GraalJs(text);
		}
		catch (NoClassDefFoundError ex) {
			throw new IllegalStateException("There is no GraalJS on the class path of the tests: add "
					+ "org.graalvm.polyglot:polyglot and js-community in the scope test, or run the module in Node",
					ex);
		}
	}

	private List<MutatorDefinition> mutators(String storeType, Set<String> compiled) {
		List<MutatorDefinition> result = new ArrayList<>();
		for (MutatorDefinition each : this.catalog.mutators(storeType).values()) {
			if (!each.isServerOnly() && !this.without.contains(each.name()) && compiled.contains(each.name())) {
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
