package dev.syncedstore.test.simulation;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What Jakarta Validation's annotations say of a value, read by their names, so that
 * applications without them need nothing.
 *
 * @param min the least number or size
 * @param max the greatest number or size
 * @param patterns regular expressions that a text must match
 * @param blank whether a text may be blank
 */
record Bounds(long min, long max, List<String> patterns, boolean blank) {

	private static final String CONSTRAINTS = "jakarta.validation.constraints.";

	/**
	 * Read annotations.
	 * @param annotations the annotations of a component or of a type's use
	 * @param usualMin what is the least where nothing is said
	 * @param usualMax what is the greatest where nothing is said
	 */
	static Bounds of(Annotation[] annotations, long usualMin, long usualMax) {
		long min = Long.MIN_VALUE;
		long max = Long.MAX_VALUE;
		boolean blank = true;
		List<String> patterns = new ArrayList<>();
		for (Annotation annotation : flat(annotations)) {
			String name = annotation.annotationType().getName();
			if (name.startsWith(CONSTRAINTS)) {
				switch (name.substring(CONSTRAINTS.length())) {
					case "Size" -> {
						min = Math.max(min, number(annotation, "min"));
						max = Math.min(max, number(annotation, "max"));
					}
					case "Min", "DecimalMin" -> min = Math.max(min, number(annotation, "value"));
					case "Max", "DecimalMax" -> max = Math.min(max, number(annotation, "value"));
					case "Positive" -> min = Math.max(min, 1);
					case "PositiveOrZero" -> min = Math.max(min, 0);
					case "Negative" -> max = Math.min(max, -1);
					case "NegativeOrZero" -> max = Math.min(max, 0);
					case "NotEmpty" -> min = Math.max(min, 1);
					case "NotBlank" -> blank = false;
					case "Pattern" -> patterns.add(String.valueOf(member(annotation, "regexp")));
					default -> {
						// What comes out is validated anyway.
					}
				}
			}
		}
		long least = (min != Long.MIN_VALUE) ? min : Math.min(usualMin, max);
		long greatest = (max != Long.MAX_VALUE) ? max : Math.max(usualMax, least);
		return new Bounds(least, Math.min(greatest, least + (usualMax - usualMin) * 4), patterns, blank);
	}

	boolean allows(String text) {
		return text.length() >= this.min && text.length() <= this.max && (this.blank || !text.isBlank())
				&& this.patterns.stream().allMatch(text::matches);
	}

	/** Several of one kind stand in one that holds them. */
	private static List<Annotation> flat(Annotation[] annotations) {
		List<Annotation> flat = new ArrayList<>();
		for (Annotation annotation : annotations) {
			if (annotation.annotationType().getName().endsWith("$List")
					&& member(annotation, "value") instanceof Annotation[] several) {
				flat.addAll(Arrays.asList(several));
			}
			else {
				flat.add(annotation);
			}
		}
		return flat;
	}

	private static long number(Annotation annotation, String member) {
		return (long) Math.ceil(Double.parseDouble(String.valueOf(member(annotation, member))));
	}

	private static Object member(Annotation annotation, String member) {
		try {
			return annotation.annotationType().getMethod(member).invoke(annotation);
		}
		catch (IllegalAccessException | InvocationTargetException | NoSuchMethodException ex) {
			throw new IllegalStateException("Can't read " + annotation, ex);
		}
	}

}
