package dev.syncedstore.test.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

import dev.syncedstore.core.Entry;
import dev.syncedstore.core.Limits;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.Scan;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableWriter;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * A table of a model.
 */
final class ModelTable<T> implements TableWriter<T> {

	private final ModelEntries entries;

	private final Table<T> table;

	private final String prefix;

	private final ValueCodec<T> codec;

	private final ModelAccess access;

	ModelTable(ModelEntries entries, Table<T> table, String scopePrefix, ModelAccess access) {
		this.entries = entries;
		this.table = table;
		this.prefix = scopePrefix + table.name() + "/";
		this.codec = access.codecs().forType(table.valueType());
		this.access = access;
	}

	@Override
	public Optional<T> get(String key) {
		@Nullable String json = this.entries.get(this.prefix + key);
		return (json != null) ? Optional.of(read(this.prefix + key, json)) : Optional.empty();
	}

	@Override
	public boolean has(String key) {
		return this.entries.get(this.prefix + key) != null;
	}

	@Override
	public List<Entry<T>> scan(Scan scan) {
		NavigableMap<String, String> all = scan.reverse() ? this.entries.all().descendingMap() : this.entries.all();
		List<Entry<T>> result = new ArrayList<>();
		for (Map.Entry<String, String> entry : all.entrySet()) {
			if (result.size() < scan.limit() && entry.getKey().startsWith(this.prefix + scan.prefix())
					&& isBeyondCursor(all, entry.getKey(), scan.cursor())) {
				result.add(new Entry<>(entry.getKey().substring(this.prefix.length()),
						read(entry.getKey(), entry.getValue())));
			}
		}
		return List.copyOf(result);
	}

	@Override
	public void set(String key, T value) {
		check(key);
		String json;
		try {
			json = this.codec.write(value);
		}
		catch (InvalidValueException ex) {
			throw new MutationRejectedException(RejectionCode.INVALID_VALUE, ex.getMessage());
		}
		if (EntryKey.utf8Length(json) > Limits.MAX_VALUE_BYTES) {
			throw new MutationRejectedException(RejectionCode.VALUE_TOO_LARGE, "The value is too large");
		}
		this.entries.put(this.prefix + key, json);
	}

	@Override
	public void delete(String key) {
		check(key);
		this.entries.put(this.prefix + key, null);
	}

	private T read(String wireKey, String json) {
		T value = this.codec.read(json);
		ReadValues read = this.access.read();
		if (read != null) {
			read.add("what it read under " + wireKey, this.codec, value);
		}
		return value;
	}

	private void check(String key) {
		if (this.table.isSystem()) {
			throw new MutationRejectedException(RejectionCode.INVALID_KEY, "The table is the system's");
		}
		EntryKey.check(this.table.name(), key);
	}

	private boolean isBeyondCursor(NavigableMap<String, String> inOrder, String key, @Nullable String cursor) {
		return cursor == null || inOrder.comparator().compare(key, this.prefix + cursor) > 0;
	}

}
