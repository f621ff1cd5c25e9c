package dev.syncedstore.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What to write in place of a type that JSON can't carry.
 */
final class TypeAdvice {

	private static final String RECORD = "write a record, or a sealed interface of records";

	private static final String DOUBLE = "write double, which is what every party calculates with";

	private static final String NUMBER = "write long up to 2^53 - 1, double, or String beyond";

	private static final String TIME = "write java.time.Instant, LocalDate or Duration, or String";

	private static final String TEXT = "write String";

	private static final Map<Class<?>, String> BY_TYPE = Map.ofEntries(Map.entry(float.class, DOUBLE),
			Map.entry(Float.class, DOUBLE), Map.entry(char.class, TEXT), Map.entry(Character.class, TEXT),
			Map.entry(CharSequence.class, TEXT), Map.entry(BigDecimal.class, NUMBER),
			Map.entry(BigInteger.class, NUMBER), Map.entry(Number.class, NUMBER),
			Map.entry(Object.class, RECORD + ": the type says how to read the JSON"),
			Map.entry(byte[].class, "write String, in Base64"));

	private TypeAdvice() {
	}

	/**
	 * Advice on a type.
	 * @param raw the class, or {@code null} if it is a type variable or wildcard
	 * @return a sentence that says what to write instead
	 */
	static String on(@Nullable Class<?> raw) {
		if (raw == null) {
			return "write the actual type: a variable or wildcard doesn't say how to read the JSON";
		}
		String advice = BY_TYPE.get(raw);
		if (advice != null) {
			return advice;
		}
		if (raw.isArray()) {
			return "write List, which can be made immutable";
		}
		if (Optional.class == raw) {
			return "only a component of a record can be Optional, of a type that is given: write @Nullable elsewhere";
		}
		if (raw.isRecord()) {
			return "write a record without type parameters";
		}
		if (Map.class.isAssignableFrom(raw)) {
			return "write Map<String, ...>, with the type of the values: keys are texts in JSON";
		}
		if (Collection.class.isAssignableFrom(raw) || Iterable.class == raw) {
			return "write List<...>, with the type of the elements: its order is the same for every party";
		}
		if (TemporalAccessor.class.isAssignableFrom(raw) || Date.class.isAssignableFrom(raw)
				|| Calendar.class.isAssignableFrom(raw)) {
			return TIME;
		}
		if (raw.getName().startsWith("java.util.Optional")) {
			return "write Optional<Integer>, Optional<Long> or Optional<Double>";
		}
		if (raw.isInterface()) {
			return "write a sealed interface of records";
		}
		return RECORD;
	}

}
