package dev.syncedstore.test.simulation;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.ServerPorts;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.action.ActionCatalog;
import dev.syncedstore.test.elsewhere.OtherMachine;
import dev.syncedstore.test.model.ModelEntries;
import dev.syncedstore.test.model.ModelMutators;

/**
 * Examines the mutators of an application: each of their runs, of whatever party, is run
 * again in other circumstances. Thread-safe.
 */
final class MutatorExamination implements Examination {

	private final Map<MutatorRule, Set<String>> exceptions;

	private final GivenPorts ports;

	private final ActionCatalog actions;

	private final Map<SpaceId, ModelEntries> others;

	private final MutatorStatistics statistics;

	/** Of each run, by what only that run has. */
	private final Map<Violations, Effects> effects = Collections.synchronizedMap(new WeakHashMap<>());

	/** By the mutators here, as classes are slow to load. */
	private final Map<List<Class<?>>, Elsewhere> elsewhere = new ConcurrentHashMap<>();

	MutatorExamination(Map<MutatorRule, Set<String>> exceptions, GivenPorts ports, ActionCatalog actions,
			Map<SpaceId, ModelEntries> others, MutatorStatistics statistics) {
		this.exceptions = Map.copyOf(exceptions);
		this.ports = ports;
		this.actions = actions;
		this.others = others;
		this.statistics = statistics;
	}

	@Override
	public ServerPorts ports() {
		return this.ports;
	}

	@Override
	public Map<SpaceId, ModelEntries> others() {
		return this.others;
	}

	@Override
	public ActionCatalog actions() {
		return this.actions;
	}

	@Override
	public ModelMutators examine(ModelMutators model, Collection<?> instances, Violations violations) {
		List<Class<?>> classes = instances.stream().<Class<?>>map(Object::getClass).toList();
		Elsewhere there = this.elsewhere.computeIfAbsent(classes,
				(key) -> Elsewhere.of(instances, this.ports.ports().keySet()));
		MutatorProbe probe = new MutatorProbe(model, there.mutators(model), (rule, mutator, problem) -> {
			if (!this.exceptions.getOrDefault(rule, Set.of()).contains(mutator)) {
				violations.add("Mutator " + mutator + " " + problem);
			}
		}, this.statistics, this.effects.computeIfAbsent(violations, (key) -> new Effects()));
		return model.observedBy(probe);
	}

	/**
	 * The mutators on another machine.
	 */
	private record Elsewhere(List<Object> instances, ValueCodecs codecs) {

		static Elsewhere of(Collection<?> here, Collection<Class<?>> ports) {
			List<Object> there = OtherMachine.instances(here, ports);
			return new Elsewhere((there != null) ? there : List.of(), JacksonValueCodecs.create());
		}

		/** With the ports of those here; without any mutator if they can't be there. */
		ModelMutators mutators(ModelMutators here) {
			return new ModelMutators(this.instances, this.codecs).inPlaceOf(here);
		}

	}

}
