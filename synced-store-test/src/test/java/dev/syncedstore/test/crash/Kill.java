package dev.syncedstore.test.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import dev.syncedstore.test.crash.CommitProxy.Moment;
import org.jspecify.annotations.Nullable;

/**
 * What is killed, and when.
 *
 * @param victim what
 * @param moment the moment of some transaction, or none: any time
 * @param delay milliseconds under load before, or before that moment is waited for
 * @param children whether the processes of PostgreSQL die all at once
 */
record Kill(Victim victim, @Nullable Moment moment, int delay, boolean children) {

	private static final int LONGEST_DELAY = 150;

	/** How many processes die when each victim is killed once. */
	private static final int EACH_ONCE = Stream.of(Victim.values()).mapToInt(Victim::processes).sum();

	/**
	 * A plan in which everything happens at every moment, or at one where there are too
	 * few kills for that, and then what chance wants.
	 * @param random the chance
	 * @param processes how many processes are to be killed at least
	 * @param serverShare how many of a hundred further kills take a server, whose start
	 * takes longest
	 */
	static List<Kill> plan(SplittableRandom random, int processes, int serverShare) {
		List<Kill> plan = new ArrayList<>();
		boolean everyMoment = processes >= (1 + Moment.values().length) * EACH_ONCE;
		for (Victim victim : Victim.values()) {
			if (everyMoment) {
				plan.add(of(victim, null, random));
				for (Moment moment : Moment.values()) {
					plan.add(of(victim, moment, random));
				}
			}
			else {
				plan.add(of(victim, anyMoment(random), random));
			}
		}
		while (plan.stream().mapToInt((kill) -> kill.victim().processes()).sum() < processes) {
			Victim victim = Victim.POSTGRES;
			if (random.nextInt(100) < serverShare) {
				victim = random.nextBoolean() ? Victim.SERVER : Victim.BOTH;
			}
			else if (random.nextInt(10) == 0) {
				victim = Victim.BACKEND;
			}
			plan.add(of(victim, anyMoment(random), random));
		}
		for (int i = plan.size() - 1; i > 0; i--) {
			int other = random.nextInt(i + 1);
			plan.set(i, plan.set(other, plan.get(i)));
		}
		return plan;
	}

	private static @Nullable Moment anyMoment(SplittableRandom random) {
		int moment = random.nextInt(Moment.values().length + 1);
		return (moment == 0) ? null : Moment.values()[moment - 1];
	}

	private static Kill of(Victim victim, @Nullable Moment moment, SplittableRandom random) {
		return new Kill(victim, moment, random.nextInt(LONGEST_DELAY), random.nextBoolean());
	}

	/**
	 * What can be killed.
	 */
	enum Victim {

		/** The application. */
		SERVER(1),

		/** The database. */
		POSTGRES(1),

		/** Both at the same time. */
		BOTH(2),

		/** One connection's process in the database, which makes the database recover. */
		BACKEND(0);

		private final int processes;

		Victim(int processes) {
			this.processes = processes;
		}

		/** How many processes of their own that is: servers and databases. */
		int processes() {
			return this.processes;
		}

		boolean hasServer() {
			return this == SERVER || this == BOTH;
		}

		boolean hasPostgres() {
			return this == POSTGRES || this == BOTH;
		}

	}

}
