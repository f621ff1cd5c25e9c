package dev.syncedstore.test.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.syncedstore.test.transport.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done for something to go wrong, as little as could be found.
 *
 * @param problem what goes wrong
 * @param steps what has to be done
 * @param faults what else has to go wrong on the network or in the database
 */
record Example(String problem, List<Step> steps, Set<Fault> faults) {

	/** Seldom needed, and each takes a few milliseconds. */
	private static final int ATTEMPTS = 600;

	/** Who it is and in which state is different in each smaller run. */
	private static final Pattern WHO = Pattern.compile("client of \\S+( in \\S+)?");

	private static final Pattern DETAILS = Pattern.compile("[\\d:\\[{\"].*", Pattern.DOTALL);

	/**
	 * Look for a small example of a failure.
	 * @param settings what is simulated
	 * @param seed the seed that has failed
	 * @param performed what was done until then
	 * @param failure how it has failed
	 * @return the example, or {@code null} if the steps alone don't make it fail again
	 */
	static @Nullable Example find(SimulationSettings settings, long seed, List<Step> performed, Throwable failure) {
		String signature = signature(failure);
		Shrinking shrinking = new Shrinking(ATTEMPTS);
		Set<Fault> faults = EnumSet.allOf(Fault.class);
		if (!signature.equals(signature(failure(settings, seed, performed, faults)))) {
			return null;
		}
		List<Fault> needed = shrinking.shrink(List.copyOf(faults),
				(some) -> signature.equals(signature(failure(settings, seed, performed, asSet(some)))));
		Set<Fault> neededFaults = asSet(needed);
		List<Step> steps = shrinking.shrink(performed,
				(some) -> signature.equals(signature(failure(settings, seed, some, neededFaults))));
		Throwable last = failure(settings, seed, steps, neededFaults);
		return new Example((last != null) ? firstLines(last) : firstLines(failure), steps, neededFaults);
	}

	private static @Nullable Throwable failure(SimulationSettings settings, long seed, List<Step> steps,
			Set<Fault> faults) {
		try {
			new SimulationRun(settings, seed).replay(steps, faults);
			return null;
		}
		catch (RuntimeException | Error ex) {
			return ex;
		}
	}

	private static Set<Fault> asSet(List<Fault> faults) {
		return faults.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(faults);
	}

	/** What goes wrong, without who and when. */
	private static String signature(@Nullable Throwable failure) {
		if (failure == null) {
			return "";
		}
		String line = String.valueOf(failure.getMessage())
			.lines()
			.filter((one) -> !one.isBlank())
			.findFirst()
			.orElse("");
		return "Failure: " + DETAILS.matcher(WHO.matcher(line).replaceAll("client")).replaceFirst("");
	}

	private static String firstLines(Throwable failure) {
		return String.valueOf(failure.getMessage()).lines().limit(20).collect(Collectors.joining("\n")).strip();
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.problem).append("\nIt takes these steps:");
		List<Step> all = new ArrayList<>(this.steps);
		for (int i = 0; i < all.size(); i++) {
			text.append("\n\t").append(i + 1).append(". ").append(all.get(i));
		}
		if (this.steps.isEmpty()) {
			text.append(" none");
		}
		if (!this.faults.isEmpty()) {
			text.append("\nand these faults, as the seed has them: ")
				.append(this.faults.stream()
					.map((fault) -> fault.name().toLowerCase(Locale.ROOT).replace('_', ' '))
					.collect(Collectors.joining(", ")));
		}
		return text.toString();
	}

}
