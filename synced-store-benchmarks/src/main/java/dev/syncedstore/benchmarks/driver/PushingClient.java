package dev.syncedstore.benchmarks.driver;

import java.util.List;

/**
 * One client of a space, that makes pushes of its mutations in order and acknowledges
 * what was answered. Belongs to one thread.
 */
public final class PushingClient {

	private final UserSession session;

	private final String path;

	private final String clientId;

	private long lastId;

	/**
	 * A client that is new.
	 * @param session its user
	 * @param instanceId the space
	 * @param clientId its id
	 */
	public PushingClient(UserSession session, String instanceId, String clientId) {
		this.session = session;
		this.path = Space.pushPath(instanceId);
		this.clientId = clientId;
	}

	/**
	 * The next push, after the one before was answered by 200.
	 * @param mutator the mutator's name
	 * @param args the arguments of each mutation, as JSON
	 * @return the request
	 */
	public byte[] push(String mutator, List<String> args) {
		return HttpRequest.post(this.path, this.session, body(mutator, args));
	}

	/**
	 * The body of {@link #push} alone.
	 * @param mutator the mutator's name
	 * @param args the arguments of each mutation, as JSON
	 * @return the body
	 */
	public String body(String mutator, List<String> args) {
		StringBuilder json = new StringBuilder().append("{\"protocol_version\":1,\"client_id\":\"")
			.append(this.clientId)
			.append("\",\"user_id\":\"")
			.append(this.session.userId())
			.append("\",\"acknowledged_mutation_id\":")
			.append(this.lastId)
			.append(",\"mutations\":[");
		for (String each : args) {
			this.lastId++;
			json.append((json.charAt(json.length() - 1) == '[') ? "{\"id\":" : ",{\"id\":")
				.append(this.lastId)
				.append(",\"nonce\":\"n")
				.append(this.lastId)
				.append("\",\"schema_version\":")
				.append(Space.SCHEMA_VERSION)
				.append(",\"name\":\"")
				.append(mutator)
				.append("\",\"args\":")
				.append(each)
				.append('}');
		}
		return json.append("]}").toString();
	}

	/**
	 * A push of one {@code put}.
	 * @param id the item
	 * @param text its text, without anything that JSON escapes
	 * @return the request
	 */
	public byte[] put(String id, String text) {
		return push("put", List.of(putArgs(id, text)));
	}

	/**
	 * The arguments of {@code put}.
	 * @param id the item
	 * @param text its text, without anything that JSON escapes
	 * @return JSON
	 */
	public static String putArgs(String id, String text) {
		return "{\"id\":\"" + id + "\",\"text\":\"" + text + "\"}";
	}

	/**
	 * The arguments of {@code fill}.
	 * @param from the number of the first item
	 * @param count how many
	 * @param text the end of their texts
	 * @return JSON
	 */
	public static String fillArgs(int from, int count, String text) {
		return "{\"from\":" + from + ",\"count\":" + count + ",\"text\":\"" + text + "\"}";
	}

	/**
	 * The id of its last mutation.
	 * @return the id, 0 before the first
	 */
	public long lastId() {
		return this.lastId;
	}

}
