package dev.syncedstore.teavm.runtime;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * What Java can't say about values of JavaScript.
 */
final class Js {

	static final int MISSING = 0;

	static final int NULL = 1;

	static final int TEXT = 2;

	static final int NUMBER = 3;

	static final int FLAG = 4;

	static final int LIST = 5;

	static final int OBJECT = 6;

	private Js() {
	}

	@JSBody(params = "value",
			script = "return value === undefined ? 0 : value === null ? 1 : typeof value === 'string' ? 2 : "
					+ "typeof value === 'number' ? 3 : typeof value === 'boolean' ? 4 : Array.isArray(value) ? 5 : 6;")
	static native int kind(@Nullable JSObject value);

	@JSBody(params = "value", script = "return value;")
	static native String text(JSObject value);

	@JSBody(params = "value", script = "return value;")
	static native double number(JSObject value);

	@JSBody(params = "value", script = "return value;")
	static native boolean flag(JSObject value);

	@JSBody(params = "value", script = "return value;")
	static native JSObject ofText(String value);

	@JSBody(params = "value", script = "return value;")
	static native JSObject ofNumber(double value);

	@JSBody(params = "value", script = "return value;")
	static native JSObject ofFlag(boolean value);

	@JSBody(script = "return null;")
	static native JSObject nothing();

	@JSBody(params = "value", script = "return Number.isInteger(value);")
	static native boolean isInteger(double value);

	@JSBody(params = "value", script = "return Number.isFinite(value);")
	static native boolean isFinite(double value);

	@JSBody(script = "return {};")
	static native JSObject object();

	/** Of any name, "__proto__" included. */
	@JSBody(params = { "object", "name", "value" },
			script = "Object.defineProperty(object, name, { value: value, enumerable: true, writable: true, "
					+ "configurable: true });")
	static native void put(JSObject object, String name, JSObject value);

	@JSBody(params = { "object", "name" },
			script = "return Object.prototype.hasOwnProperty.call(object, name) ? object[name] : undefined;")
	static native JSObject member(JSObject object, String name);

	@JSBody(params = "object", script = "return Object.keys(object);")
	static native String[] names(JSObject object);

	@JSBody(script = "return [];")
	static native JSObject list();

	@JSBody(params = { "list", "value" }, script = "list.push(value);")
	static native void add(JSObject list, JSObject value);

	@JSBody(params = "list", script = "return list.length;")
	static native int size(JSObject list);

	@JSBody(params = { "list", "index" }, script = "return list[index];")
	static native JSObject element(JSObject list, int index);

	@JSBody(params = { "source", "flags" }, script = "return new RegExp(source, flags);")
	static native JSObject pattern(String source, String flags);

	/** The index of the first match, or -1. */
	@JSBody(params = { "text", "pattern" }, script = "return text.search(pattern);")
	static native int search(String text, JSObject pattern);

	/** A name from somebody else's data, safe to be shown. */
	@JSBody(params = "name",
			script = "return name.slice(0, 64).replace(new RegExp('[\\\\0-\\\\x1f\\\\x7f-\\\\x9f]|\\\\p{Surrogate}', 'gu'), "
					+ "'\\ufffd') + (name.length > 64 ? '...' : '');")
	static native String printable(String name);

	/** How many bytes a value takes as JSON in UTF-8. */
	@JSBody(params = "value", script = "return unescape(encodeURIComponent(JSON.stringify(value))).length;")
	static native int bytes(JSObject value);

	@JSBody(params = "problem", script = "return problem.code || null;")
	static native @Nullable String code(JSObject problem);

	@JSBody(params = "problem", script = "return String(problem.message);")
	static native String message(JSObject problem);

	@JSBody(params = "problem", script = "throw problem;")
	static native void raise(JSObject problem);

}
