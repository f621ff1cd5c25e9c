package dev.syncedstore.autoconfigure.fullstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import dev.syncedstore.embedded.testing.TestDatabase;
import org.awaitility.Awaitility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application on a port and a database of its own, and requests to it.
 */
final class TestApplication implements AutoCloseable {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	static {
		// The container throws on threads of its own where a connection that it closes
		// ends a send at the same moment. That fails nobody who waits for something else.
		Awaitility.doNotCatchUncaughtExceptionsByDefault();
	}

	private final ConfigurableApplicationContext context;

	private TestApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static TestApplication start(Class<?> configuration, String... properties) {
		return start(TestDatabase.create(), configuration, properties);
	}

	static TestApplication start(TestDatabase database, Class<?> configuration, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("server.port=0", "spring.main.banner-mode=off",
				"spring.jmx.enabled=false", "spring.datasource.hikari.maximum-pool-size=6", "logging.level.root=warn"));
		arguments.removeIf((argument) -> Arrays.stream(properties)
			.anyMatch((property) -> property.startsWith(argument.substring(0, argument.indexOf('=') + 1))));
		arguments.addAll(List.of(database.properties()));
		for (String property : properties) {
			// Given twice, it would become a list.
			arguments.removeIf((other) -> other.startsWith(property.substring(0, property.indexOf('=') + 1)));
			arguments.add(property);
		}
		return new TestApplication(new SpringApplicationBuilder(configuration).web(WebApplicationType.SERVLET)
			.registerShutdownHook(false)
			.run(arguments.stream().map((property) -> "--" + property).toArray(String[]::new)));
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	URI uri(String path) {
		return URI.create("http://localhost:" + port() + path);
	}

	HttpResponse<String> send(String user, String path, String contentType, String body) {
		return send(request(path).header("Authorization", basic(user))
			.header("Content-Type", contentType)
			.POST(BodyPublishers.ofString(body)));
	}

	URI pokeUri() {
		return URI.create("ws://localhost:" + port() + "/synced-store/poke");
	}

	String port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port");
	}

	static String basic(String user) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(uri(path));
	}

	/** A POST of JSON by a user who signs in with Basic. */
	HttpResponse<String> post(String user, String path, String json) {
		return send(user, path, "application/json", json);
	}

	HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return HTTP.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Pushes one mutation. */
	HttpResponse<String> push(String user, String clientId, long id, String mutator, String args) {
		return post(user, "/synced-store/todo/main/push",
				pushBody(clientId, "\"" + user + "\"", "{\"id\":" + id + ",\"nonce\":\"n" + id
						+ "\",\"schema_version\":1,\"name\":\"" + mutator + "\",\"args\":" + args + "}"));
	}

	static String pushBody(String clientId, String userIdJson, String mutations) {
		return "{\"protocol_version\":1,\"client_id\":\"" + clientId + "\",\"user_id\":" + userIdJson
				+ ",\"acknowledged_mutation_id\":0,\"mutations\":[" + mutations + "]}";
	}

	static String pullBody(String clientId) {
		return "{\"protocol_version\":1,\"schema_version\":1,\"client_id\":\"" + clientId
				+ "\",\"user_id\":null,\"acknowledged_mutation_id\":0,\"epoch\":null,\"version\":null,"
				+ "\"checkpoint\":null,\"page\":null}";
	}

	static String actionBody(String clientId, String actionId, String args) {
		return "{\"protocol_version\":1,\"schema_version\":1,\"client_id\":\"" + clientId
				+ "\",\"user_id\":null,\"action_id\":\"" + actionId + "\",\"args\":" + args + "}";
	}

	@Override
	public void close() {
		this.context.close();
	}

}
