package dev.syncedstore.test.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutationSource;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.ServerPorts;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.ValueCodec;
import dev.syncedstore.core.state.ValueCodecs;
import org.jspecify.annotations.Nullable;

/**
 * The mutators of one store type, to be run on models, and those of others, which they
 * send mutations to.
 */
public final class ModelMutators {

	private final ValueCodecs codecs;

	private final MutatorCatalog catalog;

	private final Map<String, Bound> byName;

	private final String storeType;

	private final ServerPorts ports;

	private final Map<SpaceId, ModelEntries> others;

	private final @Nullable Consumer<? super ModelRun> observer;

	/**
	 * Find the mutators of some instances.
	 * @param instances instances of mutator classes of one store type; such of other
	 * store types may follow them
	 * @param codecs makes the codecs of arguments and tables
	 */
	public ModelMutators(Collection<?> instances, ValueCodecs codecs) {
		this.codecs = codecs;
		this.catalog = MutatorCatalog.of(instances, codecs);
		this.storeType = instances.isEmpty() ? "" : storeTypeOf(instances.iterator().next());
		this.ports = ServerPorts.NONE;
		this.others = Map.of();
		this.observer = null;
		this.byName = new HashMap<>();
		for (Object instance : instances) {
			for (Method method : instance.getClass().getMethods()) {
				Mutator mutator = method.getAnnotation(Mutator.class);
				if (mutator != null) {
					method.setAccessible(true);
					this.byName.put(
							key(storeTypeOf(instance), mutator.name().isEmpty() ? method.getName() : mutator.name()),
							new Bound(instance, method));
				}
			}
		}
	}

	private ModelMutators(ModelMutators other, String storeType, ServerPorts ports, Map<SpaceId, ModelEntries> others,
			@Nullable Consumer<? super ModelRun> observer) {
		this.codecs = other.codecs;
		this.catalog = other.catalog;
		this.byName = other.byName;
		this.storeType = storeType;
		this.ports = ports;
		this.others = others;
		this.observer = observer;
	}

	/**
	 * The store type of an instance of a mutators class.
	 * @param mutators the instance
	 * @return its store type
	 */
	public static String storeTypeOf(Object mutators) {
		for (Class<?> type = mutators.getClass(); type != null; type = type.getSuperclass()) {
			Mutators annotation = type.getAnnotation(Mutators.class);
			if (annotation != null) {
				return annotation.type();
			}
		}
		throw new IllegalArgumentException(mutators.getClass() + " is not annotated with @Mutators");
	}

	/**
	 * Whose mutations are run.
	 * @return the store type
	 */
	public String storeType() {
		return this.storeType;
	}

	private static String key(String storeType, String mutator) {
		return storeType + "." + mutator;
	}

	/**
	 * The same, to run mutations of another store type.
	 * @param storeType the store type
	 * @return new mutators
	 */
	public ModelMutators of(String storeType) {
		return new ModelMutators(this, storeType, this.ports, this.others, this.observer);
	}

	/**
	 * The same with ports to call on the server.
	 * @param ports the ports; what they answer must depend on what they are asked and on
	 * the time alone, because it is asked again
	 * @return new mutators
	 */
	public ModelMutators with(ServerPorts ports) {
		return new ModelMutators(this, this.storeType, ports, this.others, this.observer);
	}

	/**
	 * The same with something to read in other spaces, where there is nothing else.
	 * @param others what other spaces hold, always
	 * @return new mutators
	 */
	public ModelMutators reading(Map<SpaceId, ModelEntries> others) {
		return new ModelMutators(this, this.storeType, this.ports, Map.copyOf(others), this.observer);
	}

	/**
	 * The same with the ports that others call, and the spaces that they read.
	 * @param others the others
	 * @return new mutators
	 */
	public ModelMutators inPlaceOf(ModelMutators others) {
		return new ModelMutators(this, this.storeType, others.ports, others.others, this.observer);
	}

	/**
	 * The same, looked at.
	 * @param observer is told of each run
	 * @return new mutators
	 */
	public ModelMutators observedBy(Consumer<? super ModelRun> observer) {
		return new ModelMutators(this, this.storeType, this.ports, this.others, observer);
	}

	/**
	 * Whether there is a mutator for a mutation.
	 * @param call the mutation
	 * @return {@code false} if nobody knows it
	 */
	public boolean know(ModelCall call) {
		return this.byName.containsKey(key(this.storeType, call.name()));
	}

	/**
	 * Run a mutation.
	 * @param call the mutation
	 * @param side where it runs, and for whom
	 * @param before what it runs on, left as it is
	 * @return how it ended
	 */
	public ModelOutcome run(ModelCall call, ModelSide side, ModelEntries before) {
		return run(call, side, before, null);
	}

	/**
	 * Run a mutation that another space may have sent.
	 * @param call the mutation
	 * @param side where it runs, and for whom
	 * @param before what it runs on, left as it is
	 * @param source the other space, or {@code null}
	 * @return how it ended
	 */
	public ModelOutcome run(ModelCall call, ModelSide side, ModelEntries before, @Nullable MutationSource source) {
		Bound mutator = this.byName.get(key(this.storeType, call.name()));
		if (mutator == null) {
			return ModelOutcome.refused(before, RejectionCode.UNKNOWN_MUTATOR);
		}
		ValueCodec<?> codec = this.codecs.forType(mutator.method.getParameterTypes()[1]);
		Object args;
		try {
			args = codec.read(call.args());
		}
		catch (InvalidValueException ex) {
			return ModelOutcome.refused(before, RejectionCode.INVALID_ARGS);
		}
		ModelEntries after = before.copy();
		ReadValues read = (this.observer != null) ? new ReadValues() : null;
		if (read != null) {
			read.add("its arguments", codec, args);
		}
		ModelContext context = new ModelContext(after, access(read), side, source);
		Throwable thrown = invoke(mutator, context, args);
		boolean applied = thrown == null && context.rejection() == null;
		ModelOutcome outcome = applied ? new ModelOutcome(after, null, context.sent())
				: refused(before, context, thrown);
		if (this.observer != null && read != null) {
			boolean failed = !applied && RejectionCode.INTERNAL_ERROR.equals(outcome.code());
			this.observer.accept(new ModelRun(this.storeType, call, side, before, outcome, failed ? thrown : null,
					source, read.changed()));
		}
		return outcome;
	}

	private static @Nullable Throwable invoke(Bound mutator, ModelContext context, Object args) {
		try {
			mutator.method.invoke(mutator.instance, context, args);
			return null;
		}
		catch (InvocationTargetException ex) {
			return ex.getCause();
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("Mutators are public methods", ex);
		}
	}

	/**
	 * Read from a model, with authority.
	 * @param <R> the type of the result
	 * @param query what to read
	 * @param entries what to read from
	 * @return the result
	 */
	public <R> R query(Function<ReadContext, R> query, ModelEntries entries) {
		return query.apply(new ModelContext(entries, access(null), ModelSide.server("reader"), null));
	}

	private ModelAccess access(@Nullable ReadValues read) {
		return new ModelAccess(this.codecs, this.ports, this.catalog, this.others, read);
	}

	private static ModelOutcome refused(ModelEntries before, ModelContext context, @Nullable Throwable thrown) {
		MutationRejectedException rejection = context.rejection();
		if (rejection == null && thrown instanceof MutationRejectedException refusal) {
			rejection = refusal;
		}
		return (rejection != null) ? ModelOutcome.refused(before, rejection.code()) : ModelOutcome.failed(before);
	}

	private record Bound(Object instance, Method method) {
	}

}
