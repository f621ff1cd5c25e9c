package dev.syncedstore.core.mutation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.syncedstore.core.Entry;
import dev.syncedstore.core.Limits;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.Scan;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableReader;
import dev.syncedstore.core.TableWriter;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * A table of one visibility, over a view of entries.
 */
class StateTable<T> implements TableReader<T> {

	private static final int MAX_EXPECTED = 2_000;

	private static final int USUALLY_EXPECTED = 16;

	final Table<T> table;

	final String prefix;

	final ValueCodec<T> codec;

	private final EntryView view;

	private final ReadTracker tracker;

	StateTable(Table<T> table, String scopePrefix, StateAccess access) {
		this.table = table;
		this.prefix = scopePrefix + table.name() + "/";
		this.codec = access.codecs().forType(table.valueType());
		this.view = access.view();
		this.tracker = access.tracker();
	}

	@Override
	public Optional<T> get(String key) {
		StoredValue value = read(key);
		return (value != null) ? Optional.of(value.as(this.codec)) : Optional.empty();
	}

	@Override
	public boolean has(String key) {
		return read(key) != null;
	}

	@Override
	public List<Entry<T>> scan(Scan scan) {
		KeyRange range = KeyRange.of(this.prefix, scan);
		KeyRange read = range;
		List<Entry<T>> result = new ArrayList<>((scan.limit() < MAX_EXPECTED) ? scan.limit() : USUALLY_EXPECTED);
		try {
			Iterator<Map.Entry<String, StoredValue>> entries = this.view.range(range, scan.limit());
			int prefixLength = this.prefix.length();
			while (entries.hasNext()) {
				Map.Entry<String, StoredValue> entry = entries.next();
				result.add(entry.getValue().asEntry(this.codec, entry.getKey(), prefixLength));
				if (result.size() == scan.limit()) {
					read = range.until(entry.getKey());
					break;
				}
			}
		}
		finally {
			this.tracker.scanned(read);
		}
		return Collections.unmodifiableList(result);
	}

	private @Nullable StoredValue read(String key) {
		String wireKey = this.prefix + key;
		this.tracker.read(wireKey);
		return this.view.get(wireKey);
	}

	/**
	 * A table that can be written, too.
	 */
	static final class Writable<T> extends StateTable<T> implements TableWriter<T> {

		private final Overlay overlay;

		Writable(Table<T> table, String scopePrefix, StateAccess access, Overlay overlay) {
			super(table, scopePrefix, access);
			this.overlay = overlay;
		}

		@Override
		public void set(String key, T value) {
			checkKey(key);
			this.overlay.put(new Patch(this.prefix + key, new StoredValue(write(key, value))));
		}

		@Override
		public void delete(String key) {
			checkKey(key);
			this.overlay.put(new Patch(this.prefix + key, null));
		}

		private void checkKey(String key) {
			if (this.table.isSystem()) {
				throw new MutationRejectedException(RejectionCode.INVALID_KEY,
						"Table " + this.table.name() + " belongs to the system and can only be read");
			}
			EntryKey.check(this.table.name(), key);
		}

		private String write(String key, T value) {
			String json;
			try {
				json = this.codec.write(value);
			}
			catch (InvalidValueException ex) {
				throw new MutationRejectedException(RejectionCode.INVALID_VALUE,
						"The value of " + this.table.name() + "/" + key + " can't be written: " + ex.getMessage());
			}
			// A character takes at most three bytes, so most values need no counting.
			if (json.length() > Limits.MAX_VALUE_BYTES / 3 && EntryKey.utf8Length(json) > Limits.MAX_VALUE_BYTES) {
				throw new MutationRejectedException(RejectionCode.VALUE_TOO_LARGE,
						"The value of " + this.table.name() + "/" + key + " takes " + EntryKey.utf8Length(json)
								+ " bytes, but may take " + Limits.MAX_VALUE_BYTES);
			}
			return json;
		}

	}

}
