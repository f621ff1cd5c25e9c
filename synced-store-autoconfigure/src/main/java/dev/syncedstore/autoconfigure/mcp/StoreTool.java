package dev.syncedstore.autoconfigure.mcp;

import java.util.Map;
import java.util.function.Function;

import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;

/**
 * A tool, whatever server offers it.
 *
 * @param tool what it is
 * @param work does it with the arguments, for whoever the current request is from
 */
record StoreTool(Tool tool, Function<Map<String, Object>, CallToolResult> work) {

	CallToolResult call(CallToolRequest request) {
		Map<String, Object> arguments = request.arguments();
		return this.work.apply((arguments != null) ? arguments : Map.of());
	}

}
