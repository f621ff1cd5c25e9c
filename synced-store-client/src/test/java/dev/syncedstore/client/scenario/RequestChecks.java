package dev.syncedstore.client.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.transport.TransportRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every request of a client, whatever happens.
 */
final class RequestChecks {

	private static final String SCHEMAS = "https://syncedstore.dev/protocol/v1/";

	private final JsonSchema pushSchema;

	private final JsonSchema pullSchema;

	private final ObjectMapper json = new ObjectMapper();

	private final Map<String, String> nonces = new HashMap<>();

	private String clientId = "";

	private long acknowledged;

	RequestChecks(Path protocol) {
		this.pushSchema = schema(protocol, "push-request.schema.json");
		this.pullSchema = schema(protocol, "pull-request.schema.json");
	}

	static JsonSchema schema(Path protocol, String name) {
		return JsonSchemaFactory
			.getInstance(SpecVersion.VersionFlag.V202012,
					(builder) -> builder.schemaMappers(
							(mappers) -> mappers.mapPrefix(SCHEMAS, protocol.resolve("schemas").toUri().toString())))
			.getSchema(SchemaLocation.of(SCHEMAS + name));
	}

	void check(TransportRequest request, SyncedStore store, Knowledge knowledge) {
		boolean push = request.path().equals("/todo/main/push");
		assertThat(request.path()).isIn("/todo/main/push", "/todo/main/pull");
		JsonNode body = read(request.body());
		assertThat((push ? this.pushSchema : this.pullSchema).validate(body)).as("schema of %s", body).isEmpty();
		assertThat(body.get("client_id").asText()).isEqualTo(store.clientId());
		if (knowledge.userIsKnown() && body.path("page").isNull()) {
			assertThat(body.get("user_id").asText()).isEqualTo(knowledge.userId());
		}
		checkAcknowledgement(body, knowledge);
		if (push) {
			checkMutations(body);
		}
	}

	private void checkAcknowledgement(JsonNode body, Knowledge knowledge) {
		String client = body.get("client_id").asText();
		if (!client.equals(this.clientId)) {
			this.clientId = client;
			this.acknowledged = 0;
		}
		long acknowledging = body.get("acknowledged_mutation_id").asLong();
		assertThat(acknowledging).as("acknowledged").isGreaterThanOrEqualTo(this.acknowledged);
		assertThat(acknowledging).as("acknowledged").isLessThanOrEqualTo(knowledge.settledId());
		this.acknowledged = acknowledging;
	}

	private void checkMutations(JsonNode body) {
		long expected = body.get("mutations").get(0).get("id").asLong();
		for (JsonNode mutation : body.get("mutations")) {
			assertThat(mutation.get("id").asLong()).isEqualTo(expected++);
			String name = body.get("client_id").asText() + " " + mutation.get("id");
			String nonce = mutation.get("nonce").asText();
			assertThat(this.nonces.putIfAbsent(name, nonce)).as("nonce of %s", name).isIn(null, nonce);
		}
	}

	private JsonNode read(String body) {
		try {
			return this.json.readTree(body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What the script knows about the client.
	 */
	interface Knowledge {

		boolean userIsKnown();

		String userId();

		long settledId();

	}

}
