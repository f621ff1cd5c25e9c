package dev.syncedstore.core.rebase;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.Map;

import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.ValueCodec;
import dev.syncedstore.core.state.ValueCodecs;

/**
 * Codecs of records whose components are all texts, without JSON: enough to run mutators.
 */
final class PlainCodecs implements ValueCodecs {

	private final Map<Class<?>, ValueCodec<?>> codecs = new ConcurrentHashMap<>();

	@Override
	@SuppressWarnings("unchecked")
	public <T> ValueCodec<T> forType(Class<T> type) {
		return (ValueCodec<T>) this.codecs.computeIfAbsent(type, PlainCodec::new);
	}

	private record PlainCodec<T>(Class<T> type) implements ValueCodec<T> {

		@Override
		public T read(String json) {
			RecordComponent[] components = this.type.getRecordComponents();
			Object[] texts = json.split("\\|", -1);
			if (texts.length != components.length) {
				throw new InvalidValueException("", "has " + texts.length + " parts");
			}
			try {
				Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
				var constructor = this.type.getDeclaredConstructor(types);
				constructor.setAccessible(true);
				return constructor.newInstance(texts);
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public String write(T value) {
			StringJoiner joined = new StringJoiner("|");
			for (RecordComponent component : this.type.getRecordComponents()) {
				try {
					component.getAccessor().setAccessible(true);
					joined.add((String) component.getAccessor().invoke(value));
				}
				catch (ReflectiveOperationException ex) {
					throw new IllegalStateException(ex);
				}
			}
			return joined.toString();
		}

		@Override
		public boolean shareable() {
			return true;
		}

	}

}
