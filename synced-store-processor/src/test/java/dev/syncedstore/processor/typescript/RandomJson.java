package dev.syncedstore.processor.typescript;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Makes JSON that fits a type, mostly: at the edges of what is allowed and just beyond.
 */
final class RandomJson {

	private static final List<String> TEXTS = List.of("", " ", "a", "ab", "abc", "abcd", "\t\n", "\u001f", "\u00a0",
			"\u2003", "😀", "😀a", "\ud800", "a\u0000", "0", "LOW", "constructor", "__proto__", "é");

	private static final List<Object> WHOLES = List.of(0, 1, 2, 3, -1, -2, -3, 9, 10, 99, 100, 127, 128, -128, -129,
			32767, 32768, Integer.MAX_VALUE, 2147483648L, -2147483648L, -2147483649L, 9007199254740991L,
			-9007199254740991L, 9007199254740992L, 1.5, 1e21);

	private static final List<Object> REALS = List.of(0.0, 0.1, 0.09999999999999999, 0.10000000000000002, -0.5, 1, 3,
			999.9999, 1000, 1000.0000001, 1e20, 1e21, -1e-300, 5e-324, 1.7976931348623157e308, 9007199254740991L,
			9007199254740992L, -3);

	private static final List<String> UUIDS = List.of("0190f3b2-7c1e-4d5a-9f00-2b6c8e1a4d37",
			"0190F3B2-7C1E-4D5A-9F00-2B6C8E1A4D37", "0190f3b2-7c1e-4d5a-9f00-2b6c8e1a4d3", "0-0-0-0-0",
			"0190f3b2-7c1e-4d5a-9f00-2b6c8e1a4d37\n", "0190f3b2-7c1e-4d5a-9f00-2b6c8e1a4d3g");

	private static final List<String> DATES = List.of("2026-01-31", "2024-02-29", "2026-02-29", "1900-02-29",
			"2000-02-29", "0000-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-1",
			"+12026-01-31", "2026-01-31Z");

	private static final List<String> INSTANTS = List.of("2026-01-31T09:30:00Z", "2026-01-31T23:59:59.999999999Z",
			"2026-01-31T24:00:00Z", "2026-02-30T00:00:00Z", "2026-01-31T09:30Z", "2026-01-31T09:30:60Z",
			"2026-01-31t09:30:00z", "2026-01-31T09:30:00+01:00", "2026-01-31T09:30:00.Z", "2024-02-29T00:00:00.5Z");

	private static final List<String> DURATIONS = List.of("PT1H30M", "P1D", "PT0S", "PT-0.5S", "P", "PT", "P1DT",
			"-PT1S", "PT1.5S", "PT.5S", "P999999999999999D", "P106751991167300D", "P106751991167301D",
			"PT9223372036854775807S", "PT9223372036854775808S", "PT-9223372036854775808S", "PT-9223372036854775808.1S",
			"P1DT9223372036854775807S", "PT2562047788015215H30M7S", "PT2562047788015215H30M8S", "P-1DT1H", "pt1s",
			"PT1S\n", "P1W");

	/** What components need to be like, where one and "a" don't do. */
	private static final Map<String, Object> PLAIN = Map.of("below", -0.5, "notAbove", -1, "above", 4, "yes", true,
			"no", false);

	private static final List<String> NEEDED = List.of("neededAfterAll", "alsoNeeded", "there");

	private static final String NEVER = "never";

	private final Random random;

	/** One in how many scalars is at an edge, or beyond it. */
	private final int rarely;

	RandomJson(long seed, int rarely) {
		this.random = new Random(seed);
		this.rarely = rarely;
	}

	/** A value of a type, here and there with one of another. */
	String text(Class<?> type) {
		StringBuilder json = new StringBuilder();
		write(value(type, 2), json);
		return json.toString();
	}

	private @Nullable Object value(Type type, int depth) {
		if (this.random.nextInt(400) == 0) {
			return this.random.nextBoolean() ? null : anything();
		}
		if (type instanceof ParameterizedType generic) {
			return generic(generic, depth);
		}
		Class<?> raw = (Class<?>) type;
		if (raw.isRecord()) {
			return record(raw, depth);
		}
		if (raw.isSealed()) {
			Class<?>[] permitted = raw.getPermittedSubclasses();
			Class<?> one = permitted[this.random.nextInt(permitted.length)];
			if (!one.isRecord()) {
				return value(one, depth);
			}
			Map<String, @Nullable Object> object = record(one, depth);
			return (this.random.nextInt(40) == 0) ? object : withType(one.getSimpleName(), object);
		}
		return scalar(raw);
	}

	private @Nullable Object generic(ParameterizedType type, int depth) {
		Type[] arguments = type.getActualTypeArguments();
		if (type.getRawType() == Optional.class) {
			return value(arguments[0], depth - 1);
		}
		int size = (depth <= 0) ? 0 : (this.random.nextInt(8) > 0) ? 1 : this.random.nextInt(3);
		if (type.getRawType() == List.class) {
			List<@Nullable Object> list = new ArrayList<>();
			for (int i = 0; i < size; i++) {
				list.add(value(arguments[0], depth - 1));
			}
			return list;
		}
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (int i = 0; i < size; i++) {
			map.put((this.random.nextInt(20) == 0) ? one(TEXTS) : "k" + i, value(arguments[1], depth - 1));
		}
		map.remove("__proto__");
		return map;
	}

	private Map<String, @Nullable Object> record(Class<?> type, int depth) {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			boolean recursive = component.getType() == type
					|| component.getGenericType().getTypeName().contains("Figure");
			boolean mayBeAbsent = component.getType() == Optional.class
					|| component.getAnnotatedType().isAnnotationPresent(Nullable.class);
			int rarely = NEEDED.contains(component.getName()) ? 30 : 3;
			if (mayBeAbsent && (recursive && depth <= 0 || this.random.nextInt(rarely) == 0)
					|| this.random.nextInt(400) == 0
					|| component.getName().equals(NEVER) && this.random.nextInt(30) > 0) {
				continue;
			}
			object.put(component.getName(), (mayBeAbsent && this.random.nextInt(3 * rarely) == 0) ? null
					: component(component, recursive ? depth - 1 : depth));
		}
		if (this.random.nextInt(10) == 0) {
			object.put("unknown", List.of(1, "x"));
		}
		return object;
	}

	private @Nullable Object component(RecordComponent component, int depth) {
		Object plain = PLAIN.get(component.getName());
		return (plain != null && this.random.nextInt(30) > 0) ? plain : value(component.getGenericType(), depth);
	}

	private static Map<String, @Nullable Object> withType(String type, Map<String, @Nullable Object> object) {
		Map<String, @Nullable Object> result = new LinkedHashMap<>();
		result.put("type", type);
		result.putAll(object);
		return result;
	}

	private Object scalar(Class<?> type) {
		// Mostly what fits, for one that doesn't is enough to be refused.
		boolean plain = this.random.nextInt(this.rarely) != 0;
		if (type == boolean.class || type == Boolean.class) {
			return this.random.nextBoolean();
		}
		if (type == double.class || type == Double.class) {
			return plain ? 1.5 : one(REALS);
		}
		if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
			return plain ? 1 : one(WHOLES);
		}
		if (type.isEnum()) {
			return plain ? type.getEnumConstants()[0].toString() : one(List.of("HIGH", "high", 0, "", "toString"));
		}
		List<String> texts = (type == UUID.class) ? UUIDS : (type == Instant.class) ? INSTANTS
				: (type == LocalDate.class) ? DATES : (type == Duration.class) ? DURATIONS : TEXTS;
		return plain ? ((texts == TEXTS) ? "a" : texts.get(0)) : one(texts);
	}

	private Object anything() {
		return one(List.of("x", 0, 1.5, true, List.of(), Map.of(), List.of(1), Map.of("type", "Circle"), "7"));
	}

	private <T> T one(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	private static void write(@Nullable Object value, StringBuilder json) {
		if (value instanceof Map<?, ?> map) {
			json.append('{');
			String separator = "";
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				json.append(separator);
				write(entry.getKey(), json);
				json.append(':');
				write(entry.getValue(), json);
				separator = ",";
			}
			json.append('}');
		}
		else if (value instanceof List<?> list) {
			json.append('[');
			String separator = "";
			for (Object each : list) {
				json.append(separator);
				write(each, json);
				separator = ",";
			}
			json.append(']');
		}
		else if (value instanceof String text) {
			json.append('"');
			text.chars().forEach((c) -> json.append(String.format("\\u%04x", c)));
			json.append('"');
		}
		else {
			json.append(value);
		}
	}

}
