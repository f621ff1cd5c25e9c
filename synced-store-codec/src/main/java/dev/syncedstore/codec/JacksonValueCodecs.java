package dev.syncedstore.codec;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.state.ValueCodec;
import dev.syncedstore.core.state.ValueCodecs;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Codecs of records, on Jackson's parser and generator. Both sides of the wire use them,
 * as the browser uses the like, so they convert nothing: {@code "7"} is no int, 1.5 and
 * 1.0 are none, an enum is its name and nothing else. Thread-safe; one instance serves an
 * application, because it remembers the codecs it has made.
 * <p>
 * Types: String, boolean, byte, short, int, long, double and what boxes them, enums,
 * UUID, Instant, LocalDate and Duration (in their ISO forms), records of these, sealed
 * interfaces of records (the member {@code type} has the record's simple name), and List
 * and Map&lt;String, ...&gt; of all those. Records may contain themselves.
 * <ul>
 * <li>A component that is missing or null is refused, unless it is an {@code Optional} or
 * annotated {@code @Nullable}; an element of a list or map that is null is refused unless
 * annotated so. What is absent is left out when written.</li>
 * <li>Unknown members are ignored, but must be I-JSON as all the rest.</li>
 * <li>Components are written in their order, entries of maps are read and written in the
 * order of their keys.</li>
 * <li>Lists and maps that were read can't be changed. A record whose constructor replaces
 * them by others that can is read anew for each reader.</li>
 * </ul>
 */
public final class JacksonValueCodecs implements ValueCodecs {

	private final JsonFactory factory = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(Limits.MAX_DEPTH)
			.maxNumberLength(Integer.MAX_VALUE)
			.maxStringLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.build())
		.enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
		// The shortest text that gives the same double, which older JDKs don't find.
		.enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
		.build();

	private final Map<Class<?>, ValueCodec<?>> codecs = new ConcurrentHashMap<>();

	private final Constraints constraints;

	private JacksonValueCodecs(Constraints constraints) {
		this.constraints = constraints;
	}

	/**
	 * Codecs that check Jakarta Validation's constraints if a provider of it, such as
	 * Hibernate Validator, is on the classpath.
	 * @return the codecs
	 */
	public static JacksonValueCodecs create() {
		return with(hasValidation() ? BeanConstraints.ofDefaultProvider() : Constraints.NONE);
	}

	/**
	 * Codecs that check some constraints.
	 * @param constraints the constraints, such as a {@link BeanConstraints} with an
	 * application's own validator, or {@link Constraints#NONE}
	 * @return the codecs
	 */
	public static JacksonValueCodecs with(Constraints constraints) {
		return new JacksonValueCodecs(constraints);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> ValueCodec<T> forType(Class<T> type) {
		ValueCodec<?> codec = this.codecs.get(type);
		if (codec == null) {
			// Compiling may run static initialisers, which may ask for codecs themselves.
			ValueCodec<?> compiled = new JacksonValueCodec<>(this.factory, this.constraints,
					ShapeCompiler.compile(type));
			ValueCodec<?> other = this.codecs.putIfAbsent(type, compiled);
			codec = (other != null) ? other : compiled;
		}
		return (ValueCodec<T>) codec;
	}

	private static boolean hasValidation() {
		try {
			Class.forName("jakarta.validation.Validation", false, JacksonValueCodecs.class.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

}
