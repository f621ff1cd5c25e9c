package dev.syncedstore.codec;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.protocol.RejectedMutation;
import tools.jackson.core.JsonGenerator;

/**
 * The rejections that deltas and the answers to pushes bring.
 */
final class RejectedMutations {

	static final String NAME = "rejected_mutations";

	private RejectedMutations() {
	}

	static List<RejectedMutation> read(JsonReader in) {
		List<RejectedMutation> result = new ArrayList<>();
		in.beginArray();
		while (in.nextElement()) {
			result.add(readOne(in));
		}
		return result;
	}

	static void write(JsonGenerator out, List<RejectedMutation> rejections) {
		out.writeArrayPropertyStart(NAME);
		for (RejectedMutation rejection : rejections) {
			out.writeStartObject();
			out.writeStringProperty("client_id", rejection.clientId());
			out.writeNumberProperty("mutation_id", rejection.mutationId());
			out.writeStringProperty("code", rejection.code());
			out.writeStringProperty("message", rejection.message());
			out.writeEndObject();
		}
		out.writeEndArray();
	}

	private static RejectedMutation readOne(JsonReader in) {
		String clientId = "";
		long mutationId = 0;
		String code = "";
		String message = "";
		Names names = new Names();
		in.beginObject();
		for (String name = in.nextName(names); name != null; name = in.nextName(names)) {
			switch (name) {
				case "client_id" -> clientId = MessageFields.clientId(in);
				case "mutation_id" -> mutationId = MessageFields.number(in);
				// For people and for logs: no reason to refuse all else.
				case "code" -> code = in.anyText();
				case "message" -> message = in.anyText();
				default -> in.raw();
			}
		}
		MessageFields.require(in, names, "client_id", "mutation_id", "code", "message");
		return new RejectedMutation(clientId, mutationId, code, message);
	}

}
