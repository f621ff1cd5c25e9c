package dev.syncedstore.core.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.syncedstore.core.EntryMigration;
import dev.syncedstore.core.MigrationContext;
import dev.syncedstore.core.MigrationSteps;
import dev.syncedstore.core.MutatorCall;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.mutation.MigrationRunContext;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.ValueCodec;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.core.state.Visibility;

/**
 * All that leads from one version of a schema to the next. Written down once at start;
 * thread-safe afterwards.
 */
public final class SchemaStep implements MigrationSteps {

	private final int to;

	private final List<EntryStep<?>> entries = new ArrayList<>();

	private final List<Consumer<MigrationContext>> once = new ArrayList<>();

	private final Map<String, BiFunction<MigratedCall, ValueCodecs, List<MigratedCall>>> mutations = new HashMap<>();

	/** What becomes of enqueued actions, by their names. */
	private final Map<String, BiFunction<StoredValue, ValueCodecs, List<MigratedAction>>> actions = new HashMap<>();

	SchemaStep(int to) {
		this.to = to;
	}

	/**
	 * The version that it leads to.
	 * @return the version
	 */
	public int to() {
		return this.to;
	}

	/**
	 * Whether it does something with entries one by one.
	 * @return {@code false} if none have to be read
	 */
	public boolean changesEntries() {
		return !this.entries.isEmpty();
	}

	/**
	 * Migrate an entry, if it is of a table that changes.
	 * @param codecs reads it
	 * @param context where the new one goes
	 * @param wireKey its key on the wire
	 * @param value its value before
	 */
	public void migrate(ValueCodecs codecs, MigrationRunContext context, String wireKey, StoredValue value) {
		EntryKey key = EntryKey.parse(wireKey);
		for (EntryStep<?> step : this.entries) {
			if (step.isFor(key)) {
				step.run(codecs, context, key, value);
			}
		}
	}

	/**
	 * Do what is to be done once, after all entries.
	 * @param context the space
	 */
	public void finish(MigrationContext context) {
		this.once.forEach((migration) -> migration.accept(context));
	}

	/**
	 * What takes the place of a call.
	 */
	List<MigratedCall> migrate(MigratedCall call, ValueCodecs codecs) {
		BiFunction<MigratedCall, ValueCodecs, List<MigratedCall>> step = this.mutations.get(call.mutator());
		return (step != null) ? step.apply(call, codecs) : List.of(call);
	}

	/**
	 * What takes the place of an enqueued action: one, or nothing.
	 */
	List<MigratedAction> migrate(MigratedAction enqueued, ValueCodecs codecs) {
		BiFunction<StoredValue, ValueCodecs, List<MigratedAction>> step = this.actions.get(enqueued.action());
		return (step != null) ? step.apply(enqueued.args(), codecs) : List.of(enqueued);
	}

	@Override
	public <T> MigrationSteps entries(Table<T> table, EntryMigration<T> migration) {
		return add(new EntryStep<>(Visibility.SHARED, table, migration));
	}

	@Override
	public <T> MigrationSteps privateEntries(Table<T> table, EntryMigration<T> migration) {
		return add(new EntryStep<>(Visibility.PRIVATE, table, migration));
	}

	@Override
	public <T> MigrationSteps serverOnlyEntries(Table<T> table, EntryMigration<T> migration) {
		return add(new EntryStep<>(Visibility.SERVER_ONLY, table, migration));
	}

	@Override
	public MigrationSteps once(Consumer<MigrationContext> migration) {
		this.once.add(migration);
		return this;
	}

	@Override
	public MigrationSteps rename(String mutator, String newName) {
		return add(mutator, (call, codecs) -> List.of(new MigratedCall(newName, call.args())));
	}

	@Override
	public <A> MigrationSteps transform(String mutator, Class<A> oldArgs, Function<A, ? extends Record> newArgs) {
		return split(mutator, oldArgs, (args) -> List.of(new MutatorCall(mutator, newArgs.apply(args))));
	}

	@Override
	public <A> MigrationSteps split(String mutator, Class<A> oldArgs, Function<A, List<MutatorCall>> calls) {
		return add(mutator,
				(call, codecs) -> calls.apply(codecs.forType(oldArgs).read(call.args().json()))
					.stream()
					.map((made) -> new MigratedCall(made.mutator(), write(made.args(), codecs)))
					.toList());
	}

	@Override
	public MigrationSteps drop(String mutator) {
		return add(mutator, (call, codecs) -> List.of());
	}

	@Override
	public MigrationSteps renameAction(String action, String newName) {
		return addAction(action, (args, codecs) -> List.of(new MigratedAction(newName, args)));
	}

	@Override
	public <A> MigrationSteps transformAction(String action, Class<A> oldArgs, Function<A, ? extends Record> newArgs) {
		return addAction(action, (args, codecs) -> List
			.of(new MigratedAction(action, write(newArgs.apply(codecs.forType(oldArgs).read(args.json())), codecs))));
	}

	@Override
	public MigrationSteps dropAction(String action) {
		return addAction(action, (args, codecs) -> List.of());
	}

	private MigrationSteps addAction(String action, BiFunction<StoredValue, ValueCodecs, List<MigratedAction>> step) {
		if (this.actions.putIfAbsent(action, step) != null) {
			throw new InvalidSchemaException(
					"The migration to version " + this.to + " says twice what becomes of action " + action,
					"Say it once; what needs two steps takes two versions.");
		}
		return this;
	}

	private MigrationSteps add(EntryStep<?> step) {
		this.entries.add(step);
		return this;
	}

	private MigrationSteps add(String mutator, BiFunction<MigratedCall, ValueCodecs, List<MigratedCall>> step) {
		if (this.mutations.putIfAbsent(mutator, step) != null) {
			throw new InvalidSchemaException(
					"The migration to version " + this.to + " says twice what becomes of mutator " + mutator,
					"Say it once: split does all that rename, transform and drop do.");
		}
		return this;
	}

	@SuppressWarnings("unchecked")
	private static StoredValue write(Record args, ValueCodecs codecs) {
		return new StoredValue(((ValueCodec<Record>) codecs.forType(args.getClass())).write(args));
	}

}
