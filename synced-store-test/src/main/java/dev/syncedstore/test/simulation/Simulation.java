package dev.syncedstore.test.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.test.log.InMemoryVersionLog;

/**
 * Runs an application of several clients and a server in one thread, as chance has it,
 * under every fault that a network and a database can have, and checks that
 * <ul>
 * <li>the server runs each mutation once, in an order without holes, and stores what its
 * mutator does and nothing else;</li>
 * <li>each copy is at any moment what the server had at that version, as the user may see
 * it, and never goes back;</li>
 * <li>what a user reads is that copy with the user's own pending mutations run on it,
 * from the moment that they are made;</li>
 * <li>what is told of a mutation is true, and told once the copy has it;</li>
 * <li>nobody receives a byte of others' private or the server's own data;</li>
 * <li>once the faults stop, all have the same, and keep still.</li>
 * </ul>
 * All of this is compared with a second, plain implementation of a space, which runs the
 * same mutators one after the other. So it also finds mutators that are not
 * deterministic. One seed makes one run, again and again the same.
 *
 * <pre class="code">
 * SimulationReport report = Simulation.of(TodoWorkload::new).run(1, 500);
 * report.requireFaults(500);
 * </pre>
 *
 * Immutable and thread-safe.
 */
public final class Simulation {

	private static final int CLIENTS = 5;

	private static final int STEPS = 300;

	private final SimulationSettings settings;

	private Simulation(SimulationSettings settings) {
		this.settings = settings;
	}

	/**
	 * A simulation of five clients, in which 300 times somebody does something.
	 * @param workload makes what users do, anew for each run
	 * @return the simulation
	 */
	public static Simulation of(Supplier<? extends Workload> workload) {
		return new Simulation(new SimulationSettings(workload, InMemoryVersionLog::new, JacksonValueCodecs.create(),
				CLIENTS, STEPS, false, Meddler.NONE, false, Examination.NONE, false));
	}

	/**
	 * The same with another number of clients.
	 * @param clients how many, at least 1
	 * @return a new simulation
	 */
	public Simulation clients(int clients) {
		return new Simulation(this.settings.withClients(clients));
	}

	/**
	 * The same of another length.
	 * @param steps how often somebody does something
	 * @return a new simulation
	 */
	public Simulation steps(int steps) {
		return new Simulation(this.settings.withSteps(steps));
	}

	/**
	 * The same, except that what fails is done again with less and less, until as little
	 * is left as still makes it fail.
	 * @return a new simulation
	 */
	public Simulation shrinking() {
		return new Simulation(this.settings.withShrinking());
	}

	/**
	 * The same with spaces that have members, whom server code lets in and removes at any
	 * moment. Whoever is removed gets nothing of that commit and of later ones, in the
	 * copy or on the wire, and whoever is let in again has everything.
	 * @return a new simulation
	 */
	public Simulation members() {
		return new Simulation(this.settings.withMembers());
	}

	/** The same with a closer look at mutators. */
	Simulation with(Examination examination) {
		return new Simulation(this.settings.with(examination));
	}

	/** The same with bugs. */
	Simulation with(Meddler meddler) {
		return new Simulation(this.settings.with(meddler));
	}

	/**
	 * Run one seed.
	 * @param seed the seed
	 * @return what happened
	 * @throws SimulationFailure if something is wrong, with the latest things that
	 * happened before
	 */
	public SimulationReport run(long seed) {
		SimulationReport report = new SimulationReport();
		runOne(this.settings.withTrace(), seed, report);
		return report;
	}

	/**
	 * Run many seeds, on as many threads as there are processors, each seed in one of
	 * them.
	 * @param firstSeed the first seed
	 * @param seeds how many
	 * @return what happened
	 * @throws SimulationFailure if something is wrong, for the first seed that was found
	 */
	public SimulationReport run(long firstSeed, int seeds) {
		SimulationReport report = new SimulationReport();
		AtomicLong next = new AtomicLong(firstSeed);
		int threads = Math.min(seeds, Runtime.getRuntime().availableProcessors());
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				running.add(executor.submit(() -> {
					for (long seed = next.getAndIncrement(); seed < firstSeed + seeds; seed = next.getAndIncrement()) {
						runOne(this.settings, seed, report);
					}
				}));
			}
			running.forEach(Simulation::await);
		}
		finally {
			next.set(firstSeed + seeds);
			executor.shutdown();
		}
		return report;
	}

	private static void runOne(SimulationSettings settings, long seed, SimulationReport report) {
		SimulationRun run = new SimulationRun(settings, seed);
		try {
			report.add(run.run());
		}
		catch (RuntimeException | Error ex) {
			throw new SimulationFailure(seed, ex,
					settings.shrinking() ? Example.find(settings, seed, run.performed(), ex) : null);
		}
	}

	private static void await(Future<?> running) {
		try {
			running.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof SimulationFailure failure) ? failure : new AssertionError(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The simulation was interrupted", ex);
		}
	}

}
