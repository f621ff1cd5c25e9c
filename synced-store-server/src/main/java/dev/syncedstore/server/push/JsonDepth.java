package dev.syncedstore.server.push;

/**
 * How deep a JSON text is nested, found out without reading it in.
 */
final class JsonDepth {

	private JsonDepth() {
	}

	/**
	 * Whether a text is nested deeper than it may be.
	 * @param json well-formed JSON
	 * @param levels how many arrays and objects may lie in each other
	 */
	static boolean exceeds(String json, int levels) {
		int depth = 0;
		boolean quoted = false;
		for (int i = 0; i < json.length(); i++) {
			char c = json.charAt(i);
			if (quoted) {
				if (c == '\\') {
					i++;
				}
				quoted = c != '"';
			}
			else if (c == '"') {
				quoted = true;
			}
			else if (c == '{' || c == '[') {
				depth++;
				if (depth > levels) {
					return true;
				}
			}
			else if (c == '}' || c == ']') {
				depth--;
			}
		}
		return false;
	}

}
