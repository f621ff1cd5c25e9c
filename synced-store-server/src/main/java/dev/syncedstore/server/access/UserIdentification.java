package dev.syncedstore.server.access;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Finds out which user a request comes from: asks the application's
 * {@link UserIdResolver} and holds its answer against the protocol's rules. Thread-safe.
 */
public final class UserIdentification {

	/** Stands for server code, so nobody may sign in with it. */
	private static final String SYSTEM_USER_ID = "$system";

	/** Stands for users of whom nothing is known any more. */
	private static final String ERASED_USER_ID = "$erased";

	private static final int MAX_BYTES = 255;

	private static final String SIGN_IN = "The request has no valid credentials: sign in and send it again";

	private final UserIdResolver resolver;

	private final String nobodyDetail;

	private UserIdentification(UserIdResolver resolver, String nobodyDetail) {
		this.resolver = resolver;
		this.nobodyDetail = nobodyDetail;
	}

	/**
	 * Identify users by a resolver.
	 * @param resolver the application's, or one that takes the principal's name
	 * @return the identification
	 */
	public static UserIdentification by(UserIdResolver resolver) {
		return new UserIdentification(resolver, SIGN_IN);
	}

	/**
	 * Identify users by a resolver that can't find any, because the application is not
	 * set up.
	 * @param resolver the resolver
	 * @param remedy what the application's author has to add; told to everybody who is
	 * refused
	 * @return the identification
	 */
	public static UserIdentification unconfigured(UserIdResolver resolver, String remedy) {
		return new UserIdentification(resolver, SIGN_IN + ". " + remedy);
	}

	/**
	 * Identify the sender of a request.
	 * @param request what the request says about its sender
	 * @return who it is
	 */
	public Identity identify(RequestCredentials request) {
		String userId = this.resolver.resolveUserId(request);
		if (userId == null) {
			return new Identity.Nobody(this.nobodyDetail);
		}
		String problem = problem(userId);
		return (problem == null) ? new Identity.User(userId)
				: new Identity.Unusable("The signed-in user can't use a synced store, because the user id " + problem
						+ ". A UserIdResolver bean decides what the user id is");
	}

	/**
	 * What those are told who are not signed in.
	 * @return what to do
	 */
	public String nobodyDetail() {
		return this.nobodyDetail;
	}

	private static @Nullable String problem(String userId) {
		if (userId.isEmpty()) {
			return "is empty";
		}
		if (userId.equals(SYSTEM_USER_ID) || userId.equals(ERASED_USER_ID)) {
			return "is reserved for the server itself";
		}
		if (userId.indexOf('/') >= 0 || userId.codePoints().anyMatch(UserIdentification::isUnusable)) {
			return "has a '/', a control character or half a surrogate pair";
		}
		return (userId.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES)
				? "has more than " + MAX_BYTES + " bytes of UTF-8" : null;
	}

	private static boolean isUnusable(int codePoint) {
		return Character.isISOControl(codePoint)
				|| (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
	}

}
