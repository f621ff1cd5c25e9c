package dev.syncedstore.server.log;

import java.io.StringWriter;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Who did what in a commit, as compact JSON for people who look into the log. Mutations
 * stand in the order of their versions; consecutive ones of one client are one group:
 * {@code [{"user":"alice","client":"c1","first_id":3,"mutations":["addTodo",
 * {"setCompleted":"todo_not_found"}]}]}.
 */
final class MutationsColumn {

	private static final JsonFactory JSON = new JsonFactory();

	private MutationsColumn() {
	}

	static String write(List<ProcessedMutation> mutations) {
		StringWriter text = new StringWriter();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
			json.writeStartArray();
			ProcessedMutation previous = null;
			for (ProcessedMutation mutation : mutations) {
				if (previous == null || !continues(previous, mutation)) {
					if (previous != null) {
						endGroup(json);
					}
					startGroup(json, mutation);
				}
				writeMutation(json, mutation);
				previous = mutation;
			}
			if (previous != null) {
				endGroup(json);
			}
			json.writeEndArray();
		}
		return text.toString();
	}

	/** How a user stands in it. */
	static String user(String userId) {
		StringWriter text = new StringWriter();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
			json.writeStartObject();
			json.writeStringProperty("user", userId);
			json.writeEndObject();
		}
		String object = text.toString();
		return object.substring(1, object.length() - 1);
	}

	private static boolean continues(ProcessedMutation previous, ProcessedMutation next) {
		return Objects.equals(previous.clientId(), next.clientId()) && previous.userId().equals(next.userId());
	}

	private static void startGroup(JsonGenerator json, ProcessedMutation first) {
		json.writeStartObject();
		json.writeStringProperty("user", first.userId());
		if (first.clientId() != null) {
			json.writeStringProperty("client", first.clientId());
			json.writeNumberProperty("first_id", first.mutationId());
		}
		json.writeArrayPropertyStart("mutations");
	}

	private static void writeMutation(JsonGenerator json, ProcessedMutation mutation) {
		@Nullable String code = mutation.code();
		if (code == null) {
			json.writeString(mutation.mutator());
		}
		else {
			json.writeStartObject();
			json.writeStringProperty(mutation.mutator(), code);
			json.writeEndObject();
		}
	}

	private static void endGroup(JsonGenerator json) {
		json.writeEndArray();
		json.writeEndObject();
	}

}
