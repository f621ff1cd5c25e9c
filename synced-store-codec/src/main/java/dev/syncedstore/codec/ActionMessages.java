package dev.syncedstore.codec;

import dev.syncedstore.core.protocol.ActionRequest;
import dev.syncedstore.core.protocol.ActionResponse;
import tools.jackson.core.JsonGenerator;

/**
 * The call of an action and its answer.
 */
final class ActionMessages {

	private static final String RESULT = "result";

	private ActionMessages() {
	}

	static ActionRequest readRequest(JsonReader in) {
		int protocolVersion = 0;
		int schemaVersion = 0;
		String clientId = "";
		String userId = null;
		String actionId = "";
		String args = "";
		Names names = new Names();
		in.beginObject();
		for (String name = in.nextName(names); name != null; name = in.nextName(names)) {
			switch (name) {
				case "protocol_version" -> protocolVersion = MessageFields.smallNumber(in);
				case "schema_version" -> schemaVersion = MessageFields.smallNumber(in);
				case "client_id" -> clientId = MessageFields.clientId(in);
				case "user_id" -> userId = MessageFields.orNull(in, MessageFields::userId);
				case "action_id" -> actionId = MessageFields.actionId(in);
				case "args" -> args = in.raw();
				default -> in.raw();
			}
		}
		MessageFields.require(in, names, "protocol_version", "schema_version", "client_id", "user_id", "action_id",
				"args");
		return new ActionRequest(protocolVersion, schemaVersion, clientId, userId, actionId, args);
	}

	static void writeRequest(JsonGenerator out, ActionRequest request) {
		out.writeStartObject();
		out.writeNumberProperty("protocol_version", request.protocolVersion());
		out.writeNumberProperty("schema_version", request.schemaVersion());
		out.writeStringProperty("client_id", request.clientId());
		out.writeStringProperty("user_id", request.userId());
		out.writeStringProperty("action_id", request.actionId());
		out.writeName("args");
		out.writeRawValue(request.args());
		out.writeEndObject();
	}

	static ActionResponse readResponse(JsonReader in) {
		String result = "";
		long version = 0;
		Names names = new Names();
		in.beginObject();
		for (String name = in.nextName(names); name != null; name = in.nextName(names)) {
			switch (name) {
				case RESULT -> result = in.raw();
				case "version" -> version = MessageFields.number(in);
				default -> in.raw();
			}
		}
		MessageFields.require(in, names, RESULT, "version");
		return new ActionResponse(result, version);
	}

	static void writeResponse(JsonGenerator out, ActionResponse response) {
		out.writeStartObject();
		out.writeName(RESULT);
		out.writeRawValue(response.result());
		out.writeNumberProperty("version", response.version());
		out.writeEndObject();
	}

}
