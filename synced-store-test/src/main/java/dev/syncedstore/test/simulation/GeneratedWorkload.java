package dev.syncedstore.test.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.test.model.ModelMutators;
import org.jspecify.annotations.Nullable;

/**
 * Users who call all mutators of an application, with arguments that are made up.
 */
final class GeneratedWorkload implements Workload {

	private final List<Object> mutators;

	private final List<MutatorDefinition> definitions;

	private final Map<String, ArgumentSource<? extends Record>> sources;

	private final List<String> users;

	private final RecordArguments made;

	private final Consumer<? super SettledSpace> check;

	private GeneratedWorkload(Description description, ValueCodecs codecs) {
		this.mutators = new ArrayList<>();
		description.mutators().forEach((supplier) -> this.mutators.add(supplier.get()));
		MutatorCatalog catalog = MutatorCatalog.of(this.mutators, codecs);
		this.definitions = catalog.mutators(storeType())
			.values()
			.stream()
			.filter((definition) -> !definition.isServerOnly() && description.calls(definition.name()))
			.toList();
		this.sources = description.sources();
		this.users = description.users();
		this.made = new RecordArguments(codecs, this.users);
		this.check = description.check();
	}

	/** Workloads to a description, one for each run. */
	static Supplier<Workload> of(Description description) {
		ValueCodecs codecs = JacksonValueCodecs.create();
		return () -> new GeneratedWorkload(description, codecs);
	}

	@Override
	public String storeType() {
		return ModelMutators.storeTypeOf(this.mutators.get(0));
	}

	@Override
	public Collection<?> mutators() {
		return this.mutators;
	}

	@Override
	public List<String> users() {
		return this.users;
	}

	@Override
	public void act(SimulatedUser user, RandomGenerator random) {
		MutatorDefinition mutator = this.definitions.get(random.nextInt(this.definitions.size()));
		user.mutate(mutator.name(), arguments(mutator, random));
	}

	private Record arguments(MutatorDefinition mutator, RandomGenerator random) {
		@Nullable ArgumentSource<? extends Record> source = this.sources.get(mutator.name());
		return (source != null) ? source.next(random)
				: this.made.next(mutator.argsType().asSubclass(Record.class), random);
	}

	@Override
	public void check(SettledSpace space) {
		this.check.accept(space);
	}

	/** The names of the mutators that are called. */
	List<String> names() {
		return this.definitions.stream().map(MutatorDefinition::name).toList();
	}

	/**
	 * What is called, by whom, and with what.
	 *
	 * @param mutators makes the mutators of one run
	 * @param without mutators that are not called
	 * @param sources make arguments, by the mutators' names; others are made up
	 * @param users who takes part
	 * @param check looks at a space when all is done
	 */
	record Description(List<? extends Supplier<?>> mutators, Collection<String> without,
			Map<String, ArgumentSource<? extends Record>> sources, List<String> users,
			Consumer<? super SettledSpace> check) {

		boolean calls(String mutator) {
			return !this.without.contains(mutator);
		}

	}

}
