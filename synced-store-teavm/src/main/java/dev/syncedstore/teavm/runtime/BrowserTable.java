package dev.syncedstore.teavm.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.Scan;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableWriter;
import dev.syncedstore.core.state.InvalidValueException;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * A table of the browser client. It tracks what is read, and holds to the protocol's
 * limits, itself.
 */
final class BrowserTable<T> implements TableWriter<T> {

	private final String name;

	private final JSObject table;

	private final Shape shape;

	BrowserTable(Table<T> table, JSObject scope, ShapeSource shapes) {
		this.name = table.name();
		this.table = JsContext.table(scope, table.name());
		this.shape = shapes.get(table.valueType());
	}

	@Override
	public Optional<T> get(String key) {
		JSObject value = JsContext.get(this.table, key);
		return Kinds.isAbsent(value) ? Optional.empty() : Optional.of(value(value));
	}

	@Override
	public boolean has(String key) {
		return JsContext.has(this.table, key);
	}

	@Override
	public List<Entry<T>> scan(Scan scan) {
		JSObject found = JsContext.scan(this.table,
				JsContext.range(scan.prefix(), scan.cursor(), scan.limit(), scan.reverse()));
		int size = Js.size(found);
		List<Entry<T>> result = new ArrayList<>(size);
		for (int i = 0; i < size; i++) {
			JSObject entry = Js.element(found, i);
			result.add(new Entry<>(Js.text(Js.member(entry, "key")), value(Js.member(entry, "value"))));
		}
		return Collections.unmodifiableList(result);
	}

	@Override
	public void set(String key, T value) {
		JSObject json;
		try {
			json = Codec.write(this.shape, value);
		}
		catch (InvalidValueException ex) {
			// The server looks at the key first. This writes nothing in any case.
			JSObject problem = JsContext.set(this.table, key, Js.nothing());
			if (problem != null && !RejectionCode.INVALID_VALUE.equals(Js.code(problem))) {
				throwIfAny(problem);
			}
			throw new MutationRejectedException(RejectionCode.INVALID_VALUE,
					"The value of " + this.name + "/" + key + " can't be written: " + ex.getMessage());
		}
		throwIfAny(JsContext.set(this.table, key, json));
	}

	@Override
	public void delete(String key) {
		throwIfAny(JsContext.delete(this.table, key));
	}

	/**
	 * Mutators may catch a refusal, which has a code; all else is no business of theirs.
	 */
	private static void throwIfAny(@Nullable JSObject problem) {
		if (problem != null) {
			String code = Js.code(problem);
			if (code == null) {
				Js.raise(problem);
			}
			else {
				throw new MutationRejectedException(code, Js.message(problem));
			}
		}
	}

	@SuppressWarnings("unchecked") // the shape is that of the table's type
	private T value(JSObject value) {
		return (T) Codec.read(this.shape, value);
	}

}
