package dev.syncedstore.test.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.mutation.ServerPorts;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.ValueCodec;
import dev.syncedstore.core.state.ValueCodecs;
import org.jspecify.annotations.Nullable;

/**
 * The mutators of one store type, to be run on models.
 */
public final class ModelMutators {

	private final ValueCodecs codecs;

	private final ServerPorts ports;

	private final @Nullable Consumer<? super ModelRun> observer;

	private final Map<String, Bound> byName;

	/**
	 * Find the mutators of some instances.
	 * @param instances instances of mutator classes of one store type
	 * @param codecs makes the codecs of arguments and tables
	 */
	public ModelMutators(Collection<?> instances, ValueCodecs codecs) {
		this.codecs = codecs;
		this.ports = ServerPorts.NONE;
		this.observer = null;
		this.byName = new HashMap<>();
		for (Object instance : instances) {
			for (Method method : instance.getClass().getMethods()) {
				Mutator mutator = method.getAnnotation(Mutator.class);
				if (mutator != null) {
					method.setAccessible(true);
					this.byName.put(mutator.name().isEmpty() ? method.getName() : mutator.name(),
							new Bound(instance, method));
				}
			}
		}
	}

	private ModelMutators(ModelMutators other, ServerPorts ports, @Nullable Consumer<? super ModelRun> observer) {
		this.codecs = other.codecs;
		this.byName = other.byName;
		this.ports = ports;
		this.observer = observer;
	}

	/**
	 * The same with ports to call on the server.
	 * @param ports the ports; what they answer must depend on what they are asked and on
	 * the time alone, because it is asked again
	 * @return new mutators
	 */
	public ModelMutators with(ServerPorts ports) {
		return new ModelMutators(this, ports, this.observer);
	}

	/**
	 * The same with the ports that others call.
	 * @param others the others
	 * @return new mutators
	 */
	public ModelMutators withPortsOf(ModelMutators others) {
		return with(others.ports);
	}

	/**
	 * The same, looked at.
	 * @param observer is told of each run
	 * @return new mutators
	 */
	public ModelMutators observedBy(Consumer<? super ModelRun> observer) {
		return new ModelMutators(this, this.ports, observer);
	}

	/**
	 * Whether there is a mutator for a mutation.
	 * @param call the mutation
	 * @return {@code false} if nobody knows it
	 */
	public boolean know(ModelCall call) {
		return this.byName.containsKey(call.name());
	}

	/**
	 * Run a mutation.
	 * @param call the mutation
	 * @param side where it runs, and for whom
	 * @param before what it runs on, left as it is
	 * @return how it ended
	 */
	public ModelOutcome run(ModelCall call, ModelSide side, ModelEntries before) {
		Bound mutator = this.byName.get(call.name());
		if (mutator == null) {
			return new ModelOutcome(before, RejectionCode.UNKNOWN_MUTATOR);
		}
		ValueCodec<?> codec = this.codecs.forType(mutator.method.getParameterTypes()[1]);
		Object args;
		try {
			args = codec.read(call.args());
		}
		catch (InvalidValueException ex) {
			return new ModelOutcome(before, RejectionCode.INVALID_ARGS);
		}
		ModelEntries after = before.copy();
		ReadValues read = (this.observer != null) ? new ReadValues() : null;
		if (read != null) {
			read.add("its arguments", codec, args);
		}
		ModelContext context = new ModelContext(after, new ModelAccess(this.codecs, this.ports, read), side);
		Throwable thrown = invoke(mutator, context, args);
		boolean applied = thrown == null && context.rejection() == null;
		ModelOutcome outcome = applied ? new ModelOutcome(after, null) : refused(before, context, thrown);
		if (this.observer != null && read != null) {
			boolean failed = !applied && RejectionCode.INTERNAL_ERROR.equals(outcome.code());
			this.observer.accept(new ModelRun(call, side, before, outcome, failed ? thrown : null, read.changed()));
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
		return query.apply(
				new ModelContext(entries, new ModelAccess(this.codecs, this.ports, null), ModelSide.server("reader")));
	}

	private static ModelOutcome refused(ModelEntries before, ModelContext context, @Nullable Throwable thrown) {
		MutationRejectedException rejection = context.rejection();
		if (rejection == null && thrown instanceof MutationRejectedException refusal) {
			rejection = refusal;
		}
		return (rejection != null) ? new ModelOutcome(before, rejection.code()) : ModelOutcome.failed(before);
	}

	private record Bound(Object instance, Method method) {
	}

}
