package dev.syncedstore.test.transport;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * A network whose faults chance decides, until it is told to be quiet. Not thread-safe.
 */
public final class RandomConditions implements Conditions {

	private static final int MAX_LATENCY_MILLIS = 30;

	private static final int MAX_DELAY_MILLIS = 3_000;

	private static final int MAX_HOLD_MILLIS = 60_000;

	private final RandomGenerator random;

	private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);

	private boolean quiet;

	private int generation;

	/**
	 * Create conditions.
	 * @param random the source of chance
	 * @param severity how often faults happen: 1 is about one message in six
	 */
	public RandomConditions(RandomGenerator random, double severity) {
		this.random = random;
		Map<Fault, Double> usual = new EnumMap<>(Fault.class);
		for (Fault fault : Fault.values()) {
			usual.put(fault, 0.03);
		}
		usual.put(Fault.HELD, 0.01);
		usual.put(Fault.DISCONNECTED, 0.01);
		usual.put(Fault.HALF_OPEN, 0.01);
		usual.put(Fault.LOG_UNAVAILABLE, 0.01);
		usual.put(Fault.HISTORY_FORGOTTEN, 0.06);
		usual.forEach((fault, rate) -> this.rates.put(fault, rate * severity));
	}

	/**
	 * Let nothing but some faults happen, each as often as before.
	 * @param faults what may still go wrong
	 */
	public void only(Set<Fault> faults) {
		this.rates.keySet().retainAll(faults);
	}

	/** From now on all goes well. What is under way stays as it is. */
	public void quiet() {
		this.quiet = true;
	}

	/** All requests that are under way are lost, however late they would have come. */
	public void loseRequests() {
		this.generation++;
	}

	@Override
	public int generation() {
		return this.generation;
	}

	/**
	 * Whether a fault happens now.
	 * @param fault the fault
	 * @return {@code true} if it does
	 */
	public boolean happens(Fault fault) {
		return !this.quiet && this.random.nextDouble() < this.rates.getOrDefault(fault, 0.0);
	}

	/**
	 * Heads or tails.
	 * @return one or the other
	 */
	public boolean coin() {
		return this.random.nextBoolean();
	}

	@Override
	public Duration latency() {
		return Duration.ofMillis(1 + this.random.nextInt(MAX_LATENCY_MILLIS));
	}

	@Override
	public @Nullable Fault fault(Set<Fault> possible) {
		double chance = this.random.nextDouble();
		if (this.quiet) {
			return null;
		}
		for (Fault fault : possible) {
			chance -= this.rates.getOrDefault(fault, 0.0);
			if (chance < 0) {
				return fault;
			}
		}
		return null;
	}

	@Override
	public Duration delay() {
		return Duration.ofMillis(this.random.nextInt(MAX_DELAY_MILLIS));
	}

	@Override
	public Duration hold() {
		return Duration.ofMillis(MAX_DELAY_MILLIS + this.random.nextInt(MAX_HOLD_MILLIS));
	}

	@Override
	public boolean tellsLoss() {
		return this.random.nextBoolean();
	}

}
