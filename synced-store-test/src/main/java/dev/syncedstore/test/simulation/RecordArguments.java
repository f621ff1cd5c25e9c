package dev.syncedstore.test.simulation;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.ValueCodecs;
import org.jspecify.annotations.Nullable;

/**
 * Makes records by chance: of all types that values may have, within the bounds that
 * Jakarta Validation's annotations set. What names things comes from a small stock, so
 * that users meet; other texts are unlike any other, so that one can tell where they
 * went.
 */
public final class RecordArguments {

	private static final int ATTEMPTS = 100;

	private static final int MAX_DEPTH = 4;

	private static final List<String> SAMPLES = List.of("a", "1", "A1", "abc", "abc-1", "2026-01-01", "12:30",
			"a@example.org", "https://example.org/", "#00ff00", "00000000-0000-4000-8000-000000000001", "+49 30 1234",
			"12.50", "DE", "x_1");

	private static final long START = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

	private final ValueCodecs codecs;

	private final List<String> users;

	private long unique;

	/**
	 * Create a source of records.
	 * @param codecs say what is valid
	 * @param users the ids of users, for components that name one
	 */
	public RecordArguments(ValueCodecs codecs, List<String> users) {
		this.codecs = codecs;
		this.users = List.copyOf(users);
	}

	/**
	 * Make arguments.
	 * @param <A> their type
	 * @param type their type
	 * @param random the source of chance
	 * @return arguments that are valid
	 */
	public <A> A next(Class<A> type, RandomGenerator random) {
		String problem = "";
		for (int i = 0; i < ATTEMPTS; i++) {
			A made = type.cast(record(type, random, 0));
			try {
				this.codecs.forType(type).write(made);
				return made;
			}
			catch (InvalidValueException ex) {
				problem = ex.path() + " " + ex.getMessage();
			}
		}
		throw cannotMake(type, problem);
	}

	private Object record(Class<?> type, RandomGenerator random, int depth) {
		RecordComponent[] components = type.getRecordComponents();
		if (components == null) {
			throw cannotMake(type, "it is no record");
		}
		Object[] values = new Object[components.length];
		for (int i = 0; i < components.length; i++) {
			RecordComponent component = components[i];
			values[i] = value(
					new Wanted(component.getName(), component.getAnnotatedType(), annotations(type, component)), random,
					depth);
		}
		Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		try {
			Constructor<?> constructor = type.getDeclaredConstructor(types);
			constructor.setAccessible(true);
			return constructor.newInstance(values);
		}
		catch (ReflectiveOperationException ex) {
			throw cannotMake(type, String.valueOf(ex.getCause()));
		}
	}

	private @Nullable Object value(Wanted wanted, RandomGenerator random, int depth) {
		Class<?> raw = wanted.raw();
		if (wanted.mayBeMissing() && random.nextInt(4) == 0) {
			return null;
		}
		if (raw == Optional.class) {
			return (depth > MAX_DEPTH || random.nextInt(3) == 0) ? Optional.empty()
					: Optional.ofNullable(value(wanted.element(0), random, depth + 1));
		}
		if (raw == List.class) {
			List<@Nullable Object> list = new ArrayList<>();
			for (long i = size(wanted, random, depth); i > 0; i--) {
				list.add(value(wanted.element(0), random, depth + 1));
			}
			return list;
		}
		if (raw == Map.class) {
			Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
			for (long i = size(wanted, random, depth); i > 0; i--) {
				map.put(value(wanted.element(0), random, depth + 1), value(wanted.element(1), random, depth + 1));
			}
			return map;
		}
		if (raw.isSealed()) {
			Class<?>[] kinds = raw.getPermittedSubclasses();
			return record(kinds[random.nextInt(kinds.length)], random, depth + 1);
		}
		return raw.isRecord() ? record(raw, random, depth + 1) : scalar(wanted, random);
	}

	private static long size(Wanted wanted, RandomGenerator random, int depth) {
		Bounds bounds = Bounds.of(wanted.annotations(), 0, (depth > MAX_DEPTH) ? 0 : 3);
		return bounds.min() + random.nextLong(bounds.max() - bounds.min() + 1);
	}

	private Object scalar(Wanted wanted, RandomGenerator random) {
		Class<?> raw = wanted.raw();
		if (raw == String.class) {
			return text(wanted, random);
		}
		if (raw.isEnum()) {
			return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
		}
		if (raw == boolean.class || raw == Boolean.class) {
			return random.nextBoolean();
		}
		if (raw == UUID.class) {
			return new UUID(0x4000, 0x8000000000000000L | random.nextInt(4));
		}
		if (raw == Instant.class) {
			return Instant.ofEpochSecond(START + random.nextInt(1_000));
		}
		if (raw == LocalDate.class) {
			return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(60));
		}
		if (raw == Duration.class) {
			return Duration.ofSeconds(random.nextInt(1_000));
		}
		Bounds bounds = Bounds.of(wanted.annotations(), -2, 10);
		long whole = bounds.min() + random.nextLong(Math.max(1, bounds.max() - bounds.min() + 1));
		if (raw == int.class || raw == Integer.class) {
			return (int) whole;
		}
		if (raw == long.class || raw == Long.class) {
			return whole;
		}
		if (raw == short.class || raw == Short.class) {
			return (short) whole;
		}
		if (raw == byte.class || raw == Byte.class) {
			return (byte) whole;
		}
		if (raw == double.class || raw == Double.class) {
			return (random.nextBoolean() && whole < bounds.max()) ? whole + random.nextDouble() : (double) whole;
		}
		throw cannotMake(raw, "arguments of this type can't be made up");
	}

	private String text(Wanted wanted, RandomGenerator random) {
		Bounds bounds = Bounds.of(wanted.annotations(), 0, 1_000);
		String name = wanted.name().toLowerCase(Locale.ROOT);
		if (wanted.namesUser() && random.nextInt(4) > 0) {
			return this.users.get(random.nextInt(this.users.size()));
		}
		String wish = wanted.namesThing() ? name.charAt(0) + "-" + random.nextInt(4)
				: wanted.name() + " " + ++this.unique;
		if (bounds.allows(wish)) {
			return wish;
		}
		List<String> fitting = Stream.concat(SAMPLES.stream(), Stream.of(padded(wish, bounds)))
			.filter(bounds::allows)
			.toList();
		if (fitting.isEmpty()) {
			throw cannotMake(String.class, "none was found for " + wanted.name() + " within " + bounds);
		}
		return fitting.get(random.nextInt(fitting.size()));
	}

	private static String padded(String wish, Bounds bounds) {
		String longEnough = wish + "x".repeat((int) Math.max(0, Math.min(10_000, bounds.min()) - wish.length()));
		return longEnough.substring(Math.max(0, longEnough.length() - (int) Math.min(bounds.max(), 10_000)));
	}

	/** They may stand on the component's field, its accessor, or its type. */
	private static Annotation[] annotations(Class<?> type, RecordComponent component) {
		try {
			return Stream
				.of(type.getDeclaredField(component.getName()).getAnnotations(), component.getAnnotations(),
						component.getAccessor().getAnnotations(), component.getAnnotatedType().getAnnotations())
				.flatMap(Arrays::stream)
				.toArray(Annotation[]::new);
		}
		catch (NoSuchFieldException ex) {
			throw new IllegalStateException("Each component of a record has a field", ex);
		}
	}

	private static IllegalStateException cannotMake(Class<?> type, String problem) {
		return new IllegalStateException("Can't make up a valid " + type.getName() + ": " + problem
				+ ". Call arguments(TodoMutators::addTodo, random -> ...) to make them yourself");
	}

	/**
	 * A value to be made.
	 */
	private record Wanted(String name, AnnotatedType type, Annotation[] annotations) {

		Class<?> raw() {
			Type raw = (this.type.getType() instanceof ParameterizedType parameterized) ? parameterized.getRawType()
					: this.type.getType();
			if (raw instanceof Class<?> found) {
				return found;
			}
			throw cannotMake(Object.class, this.type + " is no type of arguments");
		}

		Wanted element(int index) {
			if (this.type instanceof AnnotatedParameterizedType parameterized) {
				AnnotatedType element = parameterized.getAnnotatedActualTypeArguments()[index];
				return new Wanted(this.name, element, element.getAnnotations());
			}
			throw cannotMake(raw(), "its elements have no type");
		}

		boolean mayBeMissing() {
			return Arrays.stream(this.annotations)
				.anyMatch((annotation) -> annotation.annotationType().getSimpleName().equals("Nullable"));
		}

		boolean namesThing() {
			return this.name.equals("id") || this.name.equals("key") || this.name.endsWith("Id")
					|| this.name.endsWith("Key") || this.name.endsWith("Ids") || this.name.equals("ids");
		}

		boolean namesUser() {
			return this.name.toLowerCase(Locale.ROOT).contains("user") || this.name.equals("to")
					|| this.name.equals("owner") || this.name.equals("assignee");
		}

	}

}
