package dev.syncedstore.codec;

import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A pull and its answer.
 */
final class PullMessages {

	private static final String NEXT_PAGE = "next_page";

	private PullMessages() {
	}

	static PullRequest readRequest(JsonReader in) {
		int protocolVersion = 0;
		int schemaVersion = 0;
		String clientId = "";
		String userId = null;
		long acknowledged = 0;
		String epoch = null;
		Long version = null;
		String checkpoint = null;
		String page = null;
		Names names = new Names();
		in.beginObject();
		for (String name = in.nextName(names); name != null; name = in.nextName(names)) {
			switch (name) {
				case "protocol_version" -> protocolVersion = MessageFields.smallNumber(in);
				case "schema_version" -> schemaVersion = MessageFields.smallNumber(in);
				case "client_id" -> clientId = MessageFields.clientId(in);
				case "user_id" -> userId = MessageFields.orNull(in, MessageFields::userId);
				case "acknowledged_mutation_id" -> acknowledged = MessageFields.number(in);
				case "epoch" -> epoch = MessageFields.orNull(in, MessageFields::token);
				case "version" -> version = MessageFields.orNull(in, MessageFields::number);
				case "checkpoint" -> checkpoint = MessageFields.orNull(in, MessageFields::token);
				case "page" -> page = MessageFields.orNull(in, MessageFields::token);
				default -> in.raw();
			}
		}
		MessageFields.require(in, names, "protocol_version", "schema_version", "client_id", "user_id",
				"acknowledged_mutation_id", "epoch", "version", "checkpoint", "page");
		return new PullRequest(protocolVersion, schemaVersion, clientId, userId, acknowledged, epoch, version,
				checkpoint, page);
	}

	static void writeRequest(JsonGenerator out, PullRequest request) {
		out.writeStartObject();
		out.writeNumberProperty("protocol_version", request.protocolVersion());
		out.writeNumberProperty("schema_version", request.schemaVersion());
		out.writeStringProperty("client_id", request.clientId());
		out.writeStringProperty("user_id", request.userId());
		out.writeNumberProperty("acknowledged_mutation_id", request.acknowledgedMutationId());
		out.writeStringProperty("epoch", request.epoch());
		Long version = request.version();
		if (version != null) {
			out.writeNumberProperty("version", version);
		}
		else {
			out.writeNullProperty("version");
		}
		out.writeStringProperty("checkpoint", request.checkpoint());
		out.writeStringProperty("page", request.page());
		out.writeEndObject();
	}

	static PullResponse readResponse(JsonReader in) {
		DeltaFields delta = new DeltaFields();
		String userId = "";
		int schemaVersion = 0;
		boolean reset = false;
		String nextPage = null;
		Names names = new Names();
		in.beginObject();
		for (String name = in.nextName(names); name != null; name = in.nextName(names)) {
			switch (name) {
				case "user_id" -> userId = MessageFields.userId(in);
				case "schema_version" -> schemaVersion = MessageFields.smallNumber(in);
				case "reset" -> reset = in.flag();
				case NEXT_PAGE -> nextPage = MessageFields.orNull(in, MessageFields::token);
				default -> delta.read(in, name);
			}
		}
		MessageFields.require(in, names, "user_id", "schema_version", "reset", NEXT_PAGE);
		return new PullResponse(delta.complete(in, names), userId, schemaVersion, reset, nextPage);
	}

	/** The token of the next page, if the answer begins with it. */
	static @Nullable String readFirstNextPage(JsonReader in) {
		in.beginObject();
		boolean isFirst = NEXT_PAGE.equals(in.nextName());
		return isFirst ? MessageFields.orNull(in, MessageFields::token) : null;
	}

	static void writeResponse(JsonGenerator out, PullResponse response) {
		out.writeStartObject();
		// First, so that a client can ask for the next page before it reads this one.
		out.writeStringProperty(NEXT_PAGE, response.nextPage());
		DeltaFields.write(out, response.delta());
		out.writeStringProperty("user_id", response.userId());
		out.writeNumberProperty("schema_version", response.schemaVersion());
		out.writeBooleanProperty("reset", response.reset());
		out.writeEndObject();
	}

}
