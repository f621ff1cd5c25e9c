package dev.syncedstore.test.elsewhere;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which static calls of the JDK are answered differently on different machines.
 */
final class StaticCalls {

	private static final Set<String> CLOCKS = Set.of("java/time/Instant", "java/time/LocalDate", "java/time/LocalTime",
			"java/time/LocalDateTime", "java/time/ZonedDateTime", "java/time/OffsetDateTime", "java/time/Year");

	private static final Map<String, Set<String>> OTHERS = Map.of("java/lang/System",
			Set.of("currentTimeMillis", "nanoTime"), "java/time/Clock",
			Set.of("systemUTC", "systemDefaultZone", "system"), "java/time/ZoneId", Set.of("systemDefault"),
			"java/util/Locale", Set.of("getDefault"), "java/util/Set", Set.of("of", "copyOf"), "java/util/Map",
			Set.of("of", "ofEntries", "copyOf"), "java/util/stream/Collectors",
			Set.of("toSet", "toUnmodifiableSet", "toUnmodifiableMap"));

	private static final String COLLECTORS = "java/util/stream/Collectors";

	private StaticCalls() {
	}

	/**
	 * How to change what a call has answered.
	 * @param owner the class
	 * @param name the method
	 * @param descriptor its parameters and result
	 * @return the descriptor of a method of {@link Differently}, or {@code null} if the
	 * answer is the same everywhere
	 */
	static @Nullable String change(String owner, String name, String descriptor) {
		boolean differs = (CLOCKS.contains(owner) && name.equals("now") && !descriptor.contains("Ljava/time/Clock;"))
				|| OTHERS.getOrDefault(owner, Set.of()).contains(name)
				|| (owner.equals(COLLECTORS) && intoHashMap(name, descriptor));
		if (!differs) {
			return null;
		}
		String result = descriptor.substring(descriptor.indexOf(')') + 1);
		return "(" + result + ")" + result;
	}

	/** Those that are given a map to fill keep its order. */
	private static boolean intoHashMap(String name, String descriptor) {
		return Set.of("toMap", "groupingBy").contains(name) && !descriptor.contains("Ljava/util/function/Supplier;");
	}

}
