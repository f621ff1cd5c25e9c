package dev.syncedstore.server.web;

import java.util.List;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ProblemCode;

/**
 * What a path asks for.
 *
 * @param storeType the store type, unchecked
 * @param instanceId the instance, unchecked
 * @param name what to do with it
 * @param action the action to call, unchecked, empty where none is called
 */
record Route(String storeType, String instanceId, Name name, String action) {

	/** The one method that there is. */
	static final String METHOD = "POST";

	private static final int SPACE_AND_NAME = 3;

	private static final int WITH_ACTION = 4;

	/**
	 * The route of a path below the base path.
	 */
	static Route of(List<String> path) {
		if (path.size() == SPACE_AND_NAME && path.get(2).equals("push")) {
			return new Route(path.get(0), path.get(1), Name.PUSH, "");
		}
		if (path.size() == SPACE_AND_NAME && path.get(2).equals("pull")) {
			return new Route(path.get(0), path.get(1), Name.PULL, "");
		}
		if (path.size() == WITH_ACTION && path.get(2).equals("actions")) {
			return new Route(path.get(0), path.get(1), Name.ACTION, path.get(WITH_ACTION - 1));
		}
		throw RefusedRequestException
			.notFound("There is nothing here: send POST to /{store_type}/{instance_id}/push, /pull or /actions/{name}");
	}

	/**
	 * The space, whose store type need not exist.
	 */
	SpaceId space() {
		if (!SpaceId.isStoreType(this.storeType)) {
			throw RefusedRequestException.of(ProblemCode.UNKNOWN_STORE_TYPE,
					"There is no store type " + this.storeType);
		}
		if (!SpaceId.isInstanceId(this.instanceId)) {
			throw RefusedRequestException.invalid("instance_id", "The instance id in the path must be a letter or "
					+ "digit, followed by at most 127 letters, digits, '.', '_', '~' and '-'");
		}
		return new SpaceId(this.storeType, this.instanceId);
	}

	/**
	 * What to do with a space.
	 */
	enum Name {

		/** Process mutations. */
		PUSH,

		/** Tell what changed. */
		PULL,

		/** Call an action. */
		ACTION

	}

}
