package dev.syncedstore.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client of a space that speaks the protocol with nothing but HTTP, as a script would.
 */
public final class HttpSpace {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final URI server;

	private final String user;

	private final String space;

	private final String clientId = UUID.randomUUID().toString();

	private int lastId;

	/**
	 * Create a client.
	 * @param port the server's
	 * @param user whose password is the name
	 * @param space its store type and instance, with a slash between
	 */
	public HttpSpace(int port, String user, String space) {
		this.server = URI.create("http://localhost:" + port);
		this.user = user;
		this.space = space;
	}

	/**
	 * Push one mutation.
	 * @return the code and message of its rejection, or an empty text
	 */
	public String mutate(String name, String args) {
		ObjectNode request = request();
		this.lastId++;
		request.putArray("mutations")
			.addObject()
			.put("id", this.lastId)
			.put("nonce", "n" + this.lastId)
			.put("schema_version", 1)
			.put("name", name)
			.set("args", JsonMapper.shared().readTree(args));
		HttpResponse<String> response = post("push", request.toString());
		if (response.statusCode() != 200) {
			throw new IllegalStateException(response.statusCode() + " " + response.body());
		}
		for (JsonNode rejection : JsonMapper.shared().readTree(response.body()).get("rejected_mutations")) {
			if (rejection.get("mutation_id").asInt() == this.lastId) {
				return rejection.get("code").asString() + ": " + rejection.get("message").asString();
			}
		}
		return "";
	}

	/**
	 * Pull everything.
	 * @return the body of the answer
	 */
	String pull() {
		ObjectNode request = request().put("schema_version", 1)
			.putNull("epoch")
			.putNull("version")
			.putNull("checkpoint")
			.putNull("page");
		return post("pull", request.toString()).body();
	}

	/**
	 * The value under a key.
	 * @return the value as JSON, or an empty text
	 */
	public String value(String key) {
		for (JsonNode patch : JsonMapper.shared().readTree(pull()).get("patches")) {
			if (patch.get("key").asString().equals(key)) {
				return patch.get("value").toString();
			}
		}
		return "";
	}

	private ObjectNode request() {
		return JsonMapper.shared()
			.createObjectNode()
			.put("protocol_version", 1)
			.put("client_id", this.clientId)
			.put("user_id", this.user)
			.put("acknowledged_mutation_id", 0);
	}

	private HttpResponse<String> post(String operation, String body) {
		return send(HttpRequest.newBuilder(this.server.resolve("/synced-store/" + this.space + "/" + operation))
			.header("Content-Type", "application/json")
			.header("Authorization", basic(this.user, this.user))
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build());
	}

	static HttpResponse<String> send(HttpRequest request) {
		try {
			return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	static String basic(String user, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

}
