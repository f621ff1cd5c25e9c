package dev.syncedstore.test.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.ValueCodecs;
import org.jspecify.annotations.Nullable;

/**
 * The mutators of one store type, to be run on models.
 */
public final class ModelMutators {

	private final ValueCodecs codecs;

	private final Map<String, Bound> byName = new HashMap<>();

	/**
	 * Find the mutators of some instances.
	 * @param instances instances of mutator classes of one store type
	 * @param codecs makes the codecs of arguments and tables
	 */
	public ModelMutators(Collection<?> instances, ValueCodecs codecs) {
		this.codecs = codecs;
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
		Object args;
		try {
			args = this.codecs.forType(mutator.method.getParameterTypes()[1]).read(call.args());
		}
		catch (InvalidValueException ex) {
			return new ModelOutcome(before, RejectionCode.INVALID_ARGS);
		}
		ModelEntries after = before.copy();
		ModelContext context = new ModelContext(after, this.codecs, side);
		try {
			mutator.method.invoke(mutator.instance, context, args);
		}
		catch (InvocationTargetException ex) {
			return refused(before, context, ex.getCause());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("Mutators are public methods", ex);
		}
		return (context.rejection() != null) ? refused(before, context, null) : new ModelOutcome(after, null);
	}

	/**
	 * Read from a model, with authority.
	 * @param <R> the type of the result
	 * @param query what to read
	 * @param entries what to read from
	 * @return the result
	 */
	public <R> R query(Function<ReadContext, R> query, ModelEntries entries) {
		return query.apply(new ModelContext(entries, this.codecs, ModelSide.server("reader")));
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
