package dev.syncedstore.codec;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.protocol.RejectedMutation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A push and its answer.
 */
final class PushMessages {

	private PushMessages() {
	}

	static PushRequest readRequest(JsonReader in) {
		int protocolVersion = 0;
		String clientId = "";
		String userId = null;
		long acknowledged = 0;
		List<PushMutation> mutations = List.of();
		Names names = new Names();
		in.beginObject();
		for (String name = in.nextName(names); name != null; name = in.nextName(names)) {
			switch (name) {
				case "protocol_version" -> protocolVersion = MessageFields.smallNumber(in);
				case "client_id" -> clientId = MessageFields.clientId(in);
				case "user_id" -> userId = MessageFields.orNull(in, MessageFields::userId);
				case "acknowledged_mutation_id" -> acknowledged = MessageFields.number(in);
				case "mutations" -> mutations = readMutations(in);
				default -> in.raw();
			}
		}
		MessageFields.require(in, names, "protocol_version", "client_id", "user_id", "acknowledged_mutation_id",
				"mutations");
		return new PushRequest(protocolVersion, clientId, userId, acknowledged, mutations);
	}

	static void writeRequest(JsonGenerator out, PushRequest request) {
		out.writeStartObject();
		out.writeNumberProperty("protocol_version", request.protocolVersion());
		out.writeStringProperty("client_id", request.clientId());
		out.writeStringProperty("user_id", request.userId());
		out.writeNumberProperty("acknowledged_mutation_id", request.acknowledgedMutationId());
		out.writeArrayPropertyStart("mutations");
		request.mutations().forEach((mutation) -> write(out, mutation));
		out.writeEndArray();
		out.writeEndObject();
	}

	static PushResponse readResponse(JsonReader in) {
		String userId = "";
		long lastMutationId = 0;
		long version = 0;
		List<RejectedMutation> rejections = List.of();
		Names names = new Names();
		in.beginObject();
		for (String name = in.nextName(names); name != null; name = in.nextName(names)) {
			switch (name) {
				case "user_id" -> userId = MessageFields.userId(in);
				case "last_mutation_id" -> lastMutationId = MessageFields.number(in);
				case "version" -> version = MessageFields.number(in);
				case RejectedMutations.NAME -> rejections = RejectedMutations.read(in);
				default -> in.raw();
			}
		}
		MessageFields.require(in, names, "user_id", "last_mutation_id", "version", RejectedMutations.NAME);
		return new PushResponse(userId, lastMutationId, version, rejections);
	}

	static void writeResponse(JsonGenerator out, PushResponse response) {
		out.writeStartObject();
		out.writeStringProperty("user_id", response.userId());
		out.writeNumberProperty("last_mutation_id", response.lastMutationId());
		out.writeNumberProperty("version", response.version());
		RejectedMutations.write(out, response.rejectedMutations());
		out.writeEndObject();
	}

	private static List<PushMutation> readMutations(JsonReader in) {
		List<PushMutation> result = new ArrayList<>();
		long previous = 0;
		in.beginArray();
		while (in.nextElement()) {
			PushMutation mutation = readMutation(in, previous);
			previous = mutation.id();
			result.add(mutation);
		}
		return result;
	}

	private static PushMutation readMutation(JsonReader in, long previousId) {
		long id = 0;
		String nonce = null;
		int schemaVersion = 0;
		String mutator = "";
		String args = "";
		Names names = new Names();
		in.beginObject();
		for (String name = in.nextName(names); name != null; name = in.nextName(names)) {
			switch (name) {
				case "id" -> id = readId(in, previousId);
				case "nonce" -> nonce = MessageFields.nonce(in);
				case "schema_version" -> schemaVersion = MessageFields.smallNumber(in);
				case "name" -> mutator = MessageFields.mutatorName(in);
				case "args" -> args = in.raw();
				default -> in.raw();
			}
		}
		MessageFields.require(in, names, "id", "name", "args");
		PushMutation mutation = new PushMutation(id, nonce, schemaVersion, mutator, args);
		if (!mutation.isWithdrawn()) {
			MessageFields.require(in, names, "nonce", "schema_version");
		}
		return mutation;
	}

	private static long readId(JsonReader in, long previousId) {
		long id = in.integer(1, Limits.MAX_INTEGER);
		if (id <= previousId) {
			throw in.problem("must be greater than " + previousId + ", the id of the mutation before it");
		}
		return id;
	}

	private static void write(JsonGenerator out, PushMutation mutation) {
		out.writeStartObject();
		out.writeNumberProperty("id", mutation.id());
		@Nullable String nonce = mutation.nonce();
		if (nonce != null) {
			out.writeStringProperty("nonce", nonce);
		}
		out.writeNumberProperty("schema_version", mutation.schemaVersion());
		out.writeStringProperty("name", mutation.name());
		out.writeName("args");
		out.writeRawValue(mutation.args());
		out.writeEndObject();
	}

}
