package dev.syncedstore.benchmarks.driver;

/**
 * What spaces of the benchmarks have in common, and their paths.
 */
public final class Space {

	/** Their store type. */
	public static final String TYPE = "bench";

	/** The version of their schema. */
	public static final int SCHEMA_VERSION = 1;

	private static final String BASE = "/synced-store/" + TYPE + "/";

	private Space() {
	}

	/**
	 * Where pushes of a space go.
	 * @param instanceId its instance id
	 * @return the path
	 */
	public static String pushPath(String instanceId) {
		return BASE + instanceId + "/push";
	}

	/**
	 * Where pulls of a space go.
	 * @param instanceId its instance id
	 * @return the path
	 */
	public static String pullPath(String instanceId) {
		return BASE + instanceId + "/pull";
	}

}
