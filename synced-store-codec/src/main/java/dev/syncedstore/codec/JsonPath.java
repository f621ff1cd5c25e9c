package dev.syncedstore.codec;

import tools.jackson.core.TokenStreamContext;

/**
 * Says where in a document something is, such as {@code items[2].text}. Names come from
 * whoever wrote the document, so they are shortened, and characters that could do harm in
 * a log or a database are replaced.
 */
final class JsonPath {

	private static final int MAX_NAME_LENGTH = 64;

	private static final char REPLACEMENT = '\uFFFD';

	private final StringBuilder text = new StringBuilder();

	/**
	 * The place that a parser has reached.
	 */
	static JsonPath of(TokenStreamContext context) {
		JsonPath path = new JsonPath();
		path.append(context);
		return path;
	}

	JsonPath member(String name) {
		if (this.text.length() > 0) {
			this.text.append('.');
		}
		this.text.append(printable(name));
		return this;
	}

	JsonPath element(int index) {
		this.text.append('[').append(index).append(']');
		return this;
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

	private void append(TokenStreamContext context) {
		if (context.getParent() != null) {
			append(context.getParent());
		}
		if (context.inObject() && context.hasCurrentName()) {
			member(context.currentName());
		}
		else if (context.inArray() && context.hasCurrentIndex()) {
			element(context.getCurrentIndex());
		}
	}

	private static String printable(String name) {
		boolean isLong = name.length() > MAX_NAME_LENGTH;
		StringBuilder result = new StringBuilder(isLong ? name.substring(0, MAX_NAME_LENGTH) : name);
		for (int i = 0; i < result.length(); i++) {
			if (Character.isISOControl(result.charAt(i))) {
				result.setCharAt(i, REPLACEMENT);
			}
		}
		for (int bad = IJson.forbidden(result); bad >= 0; bad = IJson.forbidden(result)) {
			result.setCharAt(bad, REPLACEMENT);
		}
		return isLong ? result.append("...").toString() : result.toString();
	}

}
