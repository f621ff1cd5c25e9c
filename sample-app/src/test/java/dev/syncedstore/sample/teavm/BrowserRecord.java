package dev.syncedstore.sample.teavm;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * A JavaScript object with the fields of a record.
 */
abstract class BrowserRecord implements JSObject {

	@JSBody(params = "json", script = "return JSON.parse(json);")
	static native BrowserRecord parse(String json);

	@JSBody(script = "return {};")
	static native BrowserRecord create();

	@JSBody(params = "fields", script = "return JSON.stringify(fields);")
	static native String json(BrowserRecord fields);

	@JSBody(params = { "fields", "name" }, script = "return fields[name] ?? null;")
	static native String text(BrowserRecord fields, String name);

	@JSBody(params = { "fields", "name" }, script = "return fields[name] === true;")
	static native boolean isTrue(BrowserRecord fields, String name);

	@JSBody(params = { "fields", "name", "value" }, script = "if (value !== null) { fields[name] = value; }")
	static native void text(BrowserRecord fields, String name, String value);

	@JSBody(params = { "fields", "name", "value" }, script = "fields[name] = value;")
	static native void flag(BrowserRecord fields, String name, boolean value);

}
