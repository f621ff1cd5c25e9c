package dev.syncedstore.sample.teavm;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;

/**
 * A JavaScript {@code Map} of wire keys to JSON texts: all that the compiled mutators see
 * of a store.
 */
abstract class BrowserEntries implements JSObject {

	abstract boolean has(String key);

	abstract String get(String key);

	abstract void set(String key, String json);

	@JSMethod("delete")
	abstract void remove(String key);

	@JSBody(params = { "entries", "prefix" },
			script = "return Array.from(entries.keys()).filter(key => key.startsWith(prefix)).sort();")
	static native String[] sortedKeys(BrowserEntries entries, String prefix);

}
