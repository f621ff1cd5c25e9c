package dev.syncedstore.server.poke.stomp;

/**
 * With which code and words a connection is closed.
 *
 * @param code a status code of RFC 6455
 * @param reason why, for people
 */
record CloseStatus(int code, String reason) {

	private static final int NORMAL = 1000;

	private static final int GOING_AWAY = 1001;

	private static final int PROTOCOL_ERROR = 1002;

	private static final int POLICY_VIOLATION = 1008;

	private static final int SERVER_ERROR = 1011;

	static final CloseStatus DISCONNECTED = new CloseStatus(NORMAL, "");

	static final CloseStatus SHUTDOWN = new CloseStatus(GOING_AWAY, "The server is shutting down");

	static final CloseStatus VIOLATION = new CloseStatus(PROTOCOL_ERROR, "Not STOMP as this server speaks it");

	static final CloseStatus NOT_CONNECTED = new CloseStatus(PROTOCOL_ERROR, "No CONNECT frame came");

	static final CloseStatus SILENT = new CloseStatus(PROTOCOL_ERROR, "No heart-beat came");

	static final CloseStatus UNAUTHENTICATED = new CloseStatus(POLICY_VIOLATION, "Not signed in");

	static final CloseStatus EXPIRED = new CloseStatus(POLICY_VIOLATION, "The session or the credentials have ended");

	static final CloseStatus TOO_MANY = new CloseStatus(POLICY_VIOLATION, "Too many connections");

	static final CloseStatus TOO_SLOW = new CloseStatus(POLICY_VIOLATION, "Too slow");

	static final CloseStatus FAILED = new CloseStatus(SERVER_ERROR, "Failed");

}
