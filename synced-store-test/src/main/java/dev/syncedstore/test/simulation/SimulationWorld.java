package dev.syncedstore.test.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.ServerPorts;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.action.ActionCatalog;
import dev.syncedstore.test.model.ModelEntries;
import dev.syncedstore.test.model.ModelMutators;
import dev.syncedstore.test.time.VirtualTime;
import dev.syncedstore.test.transport.Fault;
import dev.syncedstore.test.transport.FaultCounts;
import dev.syncedstore.test.transport.RandomConditions;

/**
 * What all parts of one run share.
 */
final class SimulationWorld {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private static final int MAX_SHORT_WHILE_MILLIS = 5;

	/** Far more than calm, and storms at times. */
	private static final double[] SEVERITIES = { 0.3, 1, 1, 2 };

	private final SplittableRandom random;

	private final SplittableRandom delays;

	private final Workload workload;

	private final VirtualTime time;

	private final RandomConditions conditions;

	private final FaultCounts faults = new FaultCounts();

	private final ValueCodecs codecs;

	private final Examination examination;

	private final ServerPorts ports;

	private final SimulatedAccess access = new SimulatedAccess();

	private final Findings findings;

	private final boolean members;

	SimulationWorld(long seed, SimulationSettings settings) {
		this.random = new SplittableRandom(seed);
		this.delays = this.random.split();
		this.workload = settings.workload().get();
		this.codecs = settings.codecs();
		this.examination = settings.examination();
		this.members = settings.members();
		this.time = new VirtualTime(START, this.random.split()::nextLong);
		this.conditions = new RandomConditions(this.random.split(), SEVERITIES[this.random.nextInt(SEVERITIES.length)]);
		this.findings = new Findings(new SimulationStatistics(), new Violations(),
				new Trace(this.time.clock(), settings.traced()));
		this.ports = new SimulatedPorts(this.examination.ports(), this.time.clock());
	}

	/** For what is decided step by step. */
	RandomGenerator random() {
		return this.random;
	}

	/** For a part that decides for itself, so that the others don't depend on it. */
	RandomGenerator split() {
		return this.random.split();
	}

	/** By a chance of its own, so that a run can be done again without its decisions. */
	Duration shortWhile() {
		return Duration.ofMillis(this.delays.nextInt(MAX_SHORT_WHILE_MILLIS));
	}

	boolean logFault(Fault fault) {
		boolean happens = this.conditions.happens(fault);
		if (happens) {
			this.faults.add(fault);
		}
		return happens;
	}

	Workload workload() {
		return this.workload;
	}

	VirtualTime time() {
		return this.time;
	}

	RandomConditions conditions() {
		return this.conditions;
	}

	FaultCounts faults() {
		return this.faults;
	}

	SimulationStatistics statistics() {
		return this.findings.statistics();
	}

	Violations violations() {
		return this.findings.violations();
	}

	SimulatedAccess access() {
		return this.access;
	}

	/** Whether spaces have members, who decide in the place of that. */
	boolean hasMembers() {
		return this.members;
	}

	/** What mutators call on the server. */
	ServerPorts ports() {
		return this.ports;
	}

	/** What mutators read in spaces that nobody opens. */
	Map<SpaceId, ModelEntries> others() {
		return this.examination.others();
	}

	/** What mutators may enqueue. */
	ActionCatalog actions() {
		return this.examination.actions();
	}

	/** The mutators of one party. */
	SimulatedMutators mutators(Collection<?> instances) {
		SimulatedMutators mutators = SimulatedMutators.of(instances, this.codecs);
		ModelMutators model = mutators.model().with(this.ports).reading(others());
		return new SimulatedMutators(mutators.catalog(),
				this.examination.examine(model, instances, this.findings.violations()));
	}

	ValueCodecs codecs() {
		return this.codecs;
	}

	Findings findings() {
		return this.findings;
	}

	Trace trace() {
		return this.findings.trace();
	}

}
