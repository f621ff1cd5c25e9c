package dev.syncedstore.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The fields of a delta, which a poke has alone and the answer to a pull has beside
 * others. An instance gathers those of one message.
 */
final class DeltaFields {

	private static final String SET = "set";

	private static final String DELETE = "del";

	private String epoch = "";

	private @Nullable String checkpoint;

	private long min;

	private long max;

	private List<Patch> patches = List.of();

	private Map<String, Long> lastMutationIds = Map.of();

	private List<RejectedMutation> rejections = List.of();

	static Delta readDelta(JsonReader in) {
		DeltaFields fields = new DeltaFields();
		Names names = new Names();
		in.beginObject();
		for (String name = in.nextName(names); name != null; name = in.nextName(names)) {
			fields.read(in, name);
		}
		return fields.complete(in, names);
	}

	/** Read a field if it belongs to the delta, and pass over it otherwise. */
	void read(JsonReader in, String name) {
		switch (name) {
			case "epoch" -> this.epoch = MessageFields.token(in);
			case "checkpoint" -> this.checkpoint = MessageFields.orNull(in, MessageFields::token);
			case "min_included_version" -> this.min = MessageFields.number(in);
			case "max_included_version" -> this.max = MessageFields.number(in);
			case "patches" -> this.patches = readPatches(in);
			case "client_id_to_last_mutation_id" -> this.lastMutationIds = readLastMutationIds(in);
			case RejectedMutations.NAME -> this.rejections = RejectedMutations.read(in);
			default -> in.raw();
		}
	}

	/** The delta, after all fields. */
	Delta complete(JsonReader in, Names names) {
		MessageFields.require(in, names, "epoch", "checkpoint", "min_included_version", "max_included_version",
				"patches", "client_id_to_last_mutation_id", RejectedMutations.NAME);
		if (this.min > this.max + 1) {
			throw in.problem("min_included_version", "must be at most one above max_included_version");
		}
		if (this.checkpoint == null && this.max > 0) {
			throw in.problem("checkpoint", "must not be null above version 0");
		}
		return new Delta(this.epoch, this.checkpoint, this.min, this.max, this.patches, this.lastMutationIds,
				this.rejections);
	}

	static void write(JsonGenerator out, Delta delta) {
		out.writeStringProperty("epoch", delta.epoch());
		out.writeStringProperty("checkpoint", delta.checkpoint());
		out.writeNumberProperty("min_included_version", delta.minIncludedVersion());
		out.writeNumberProperty("max_included_version", delta.maxIncludedVersion());
		out.writeArrayPropertyStart("patches");
		delta.patches().forEach((patch) -> write(out, patch));
		out.writeEndArray();
		out.writeObjectPropertyStart("client_id_to_last_mutation_id");
		// Sorted, so that one delta is one text.
		new TreeMap<>(delta.lastMutationIds()).forEach(out::writeNumberProperty);
		out.writeEndObject();
		RejectedMutations.write(out, delta.rejectedMutations());
	}

	private static void write(JsonGenerator out, Patch patch) {
		StoredValue value = patch.value();
		out.writeStartObject();
		out.writeStringProperty("op", (value != null) ? SET : DELETE);
		out.writeStringProperty("key", patch.key());
		if (value != null) {
			out.writeName("value");
			out.writeRawValue(value.json());
		}
		out.writeEndObject();
	}

	private static List<Patch> readPatches(JsonReader in) {
		List<Patch> result = new ArrayList<>();
		in.beginArray();
		while (in.nextElement()) {
			result.add(readPatch(in));
		}
		return result;
	}

	private static Patch readPatch(JsonReader in) {
		boolean isSet = false;
		String key = "";
		StoredValue value = null;
		Names names = new Names();
		in.beginObject();
		for (String name = in.nextName(names); name != null; name = in.nextName(names)) {
			switch (name) {
				case "op" -> isSet = readOperation(in);
				case "key" -> key = readKey(in);
				case "value" -> value = in.isNull() ? null : new StoredValue(in.raw());
				default -> in.raw();
			}
		}
		MessageFields.require(in, names, "op", "key");
		if (isSet && value == null) {
			throw in.problem("value", names.contains("value") ? "must not be null" : JsonReader.MISSING);
		}
		return new Patch(key, isSet ? value : null);
	}

	private static boolean readOperation(JsonReader in) {
		String operation = in.text();
		if (!operation.equals(SET) && !operation.equals(DELETE)) {
			throw in.problem("must be " + SET + " or " + DELETE);
		}
		return operation.equals(SET);
	}

	private static String readKey(JsonReader in) {
		String key = in.text();
		if (!WireKey.isVisible(key)) {
			throw in.problem("must be the key of a shared or private entry");
		}
		return key;
	}

	private static Map<String, Long> readLastMutationIds(JsonReader in) {
		Map<String, Long> result = new HashMap<>();
		in.beginObject();
		for (String id = in.nextName(); id != null; id = in.nextName()) {
			MessageFields.checkedClientId(in, id);
			if (result.put(id, MessageFields.number(in)) != null) {
				throw in.problem(JsonReader.TWICE);
			}
		}
		return result;
	}

}
