package dev.syncedstore.autoconfigure.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import dev.syncedstore.server.Answer;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import tools.jackson.databind.json.JsonMapper;

/**
 * What tools return: an object, as it is and as text. A refusal is one, too, so that the
 * model reads why and can do something about it.
 */
final class ToolResults {

	private static final JsonMapper JSON = JsonMapper.shared();

	private ToolResults() {
	}

	static <T> CallToolResult of(Answer<T> answer, Function<T, CallToolResult> result) {
		if (answer instanceof Answer.Refused<T> refused) {
			return refused("refused", refused.problem().code(), refused.problem().detail());
		}
		return result.apply(((Answer.Served<T>) answer).body());
	}

	static CallToolResult done(Map<String, Object> content) {
		return result(content, false);
	}

	static CallToolResult refused(String outcome, String code, String message) {
		Map<String, Object> content = new LinkedHashMap<>();
		content.put("outcome", outcome);
		content.put("code", code);
		content.put("message", message);
		return result(content, true);
	}

	static CallToolResult result(Map<String, Object> content, boolean error) {
		return CallToolResult.builder()
			.addTextContent(JSON.writeValueAsString(content))
			.structuredContent(content)
			.isError(error)
			.build();
	}

	/** A value that is JSON already. */
	static Object value(String json) {
		return JSON.readValue(json, Object.class);
	}

	static String json(Object value) {
		return JSON.writeValueAsString(value);
	}

}
