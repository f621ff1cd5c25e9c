package dev.syncedstore.teavm.runtime;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * The context that the browser client hands to mutators.
 */
final class JsContext {

	private JsContext() {
	}

	@JSBody(params = "context", script = "return context.userId;")
	static native String userId(JSObject context);

	@JSBody(params = { "context", "userId" }, script = "return context.privateOfUser(userId);")
	static native JSObject privateOfUser(JSObject context, String userId);

	@JSBody(params = { "context", "code", "message" }, script = "context.reject(code, message);")
	static native void reject(JSObject context, String code, String message);

	@JSBody(params = { "scope", "name" }, script = "return scope.table({ name: name });")
	static native JSObject table(JSObject scope, String name);

	@JSBody(params = { "table", "key" }, script = "return table.get(key);")
	static native JSObject get(JSObject table, String key);

	@JSBody(params = { "table", "key" }, script = "return table.has(key);")
	static native boolean has(JSObject table, String key);

	@JSBody(params = { "prefix", "cursor", "limit", "reverse" },
			script = "return { prefix: prefix, cursor: cursor === null ? undefined : cursor, limit: limit, "
					+ "reverse: reverse };")
	static native JSObject range(String prefix, @Nullable String cursor, int limit, boolean reverse);

	@JSBody(params = { "table", "range" }, script = "return table.scan(range);")
	static native JSObject scan(JSObject table, JSObject range);

	/** What went wrong, or null. */
	@JSBody(params = { "table", "key", "value" },
			script = "try { table.set(key, value); return null; } catch (problem) { return problem; }")
	static native @Nullable JSObject set(JSObject table, String key, JSObject value);

	/** What went wrong, or null. */
	@JSBody(params = { "table", "key" },
			script = "try { table['delete'](key); return null; } catch (problem) { return problem; }")
	static native @Nullable JSObject delete(JSObject table, String key);

}
