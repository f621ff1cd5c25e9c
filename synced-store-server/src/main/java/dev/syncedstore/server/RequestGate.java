package dev.syncedstore.server;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.Protocol;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.SpaceOperation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is checked of every request before anything else is done. Thread-safe.
 */
public final class RequestGate {

	private static final Logger logger = LoggerFactory.getLogger(RequestGate.class);

	private final EngineParts parts;

	/**
	 * Create a gate.
	 * @param parts knows the store types and the policy
	 */
	public RequestGate(EngineParts parts) {
		this.parts = parts;
	}

	/**
	 * Check who asks for what.
	 * @param <T> the type of the answer
	 * @param space the space
	 * @param userId the authenticated user
	 * @param protocolVersion the request's version of the protocol
	 * @param requestUserId the user that the request was made for, if it says so
	 * @return why the request is refused, or {@code null} if it may go on
	 */
	public <T> Answer.@Nullable Refused<T> check(SpaceId space, String userId, int protocolVersion,
			@Nullable String requestUserId) {
		if (protocolVersion != Protocol.VERSION) {
			return refuse(ProblemCode.PROTOCOL_VERSION_NOT_SUPPORTED, "protocol_version " + protocolVersion
					+ " is not supported: this server speaks " + Protocol.VERSION);
		}
		if (!this.parts.catalog().storeTypes().contains(space.storeType())) {
			return refuse(ProblemCode.UNKNOWN_STORE_TYPE, "There is no store type '" + space.storeType() + "'");
		}
		if (requestUserId != null && !requestUserId.equals(userId)) {
			return refuse(ProblemCode.USER_MISMATCH,
					"The request was made for another user than the one who is signed in");
		}
		// Mutators trust that nobody but server code has this name.
		if (userId.equals(Actor.SYSTEM_USER_ID)) {
			return accessDenied();
		}
		return checkOperation(space, userId, SpaceOperation.OPEN);
	}

	/**
	 * Check that the user may do something.
	 * @param <T> the type of the answer
	 * @param space the space
	 * @param userId the authenticated user
	 * @param operation what the user wants to do
	 * @return why the request is refused, or {@code null} if it may go on
	 */
	public <T> Answer.@Nullable Refused<T> checkOperation(SpaceId space, String userId, SpaceOperation operation) {
		try {
			return this.parts.access().allows(space, userId, operation) ? null : accessDenied();
		}
		catch (RuntimeException ex) {
			logger.error("The access policy failed for {} of space {}; the request was answered 503", operation, space,
					ex);
			return unknown();
		}
	}

	/**
	 * What a decision of the access policy means for a request.
	 * @param <T> the type of the answer
	 * @param access the decision
	 * @return why the request is refused, or {@code null} if it may go on
	 */
	public <T> Answer.@Nullable Refused<T> check(AccessDecisions.Access access) {
		return switch (access) {
			case ALLOWED -> null;
			case DENIED -> accessDenied();
			case UNKNOWN -> unknown();
		};
	}

	private <T> Answer.Refused<T> unknown() {
		return new Answer.Refused<>(Problem.of(ProblemCode.UNAVAILABLE, "Access can't be checked at the moment"),
				this.parts.limits().retryAfter());
	}

	/**
	 * Check that the server can serve a schema version.
	 * @param <T> the type of the answer
	 * @param space the space
	 * @param schemaVersion the client's schema version
	 * @return why the request is refused, or {@code null} if it may go on
	 */
	public <T> Answer.@Nullable Refused<T> checkSchema(SpaceId space, int schemaVersion) {
		int current = this.parts.schemas().version(space.storeType());
		if (schemaVersion == current) {
			return null;
		}
		return new Answer.Refused<>(Problem.of(ProblemCode.SCHEMA_VERSION_NOT_SUPPORTED,
				"The client's schema_version " + schemaVersion + " is not supported: the server has " + current,
				"schema_version", current), null);
	}

	/**
	 * Check that the server can process a mutation of a schema version.
	 * @param <T> the type of the answer
	 * @param space the space
	 * @param schemaVersion the version that the mutation was made under
	 * @return why the request is refused, or {@code null} if the version is the server's,
	 * or something leads there
	 */
	public <T> Answer.@Nullable Refused<T> checkMutation(SpaceId space, int schemaVersion) {
		return this.parts.schemas().schema(space.storeType()).migrations().leadFrom(schemaVersion) ? null
				: checkSchema(space, schemaVersion);
	}

	private static <T> Answer.Refused<T> accessDenied() {
		return refuse(ProblemCode.ACCESS_DENIED, "The user may not do that in this space");
	}

	private static <T> Answer.Refused<T> refuse(ProblemCode code, String detail) {
		return new Answer.Refused<>(Problem.of(code, detail), null);
	}

}
