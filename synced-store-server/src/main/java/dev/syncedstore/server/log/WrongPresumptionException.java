package dev.syncedstore.server.log;

import dev.syncedstore.core.SpaceId;

/**
 * A space is not where its writer took it to be, as another node has written it. Nothing
 * has happened; whoever meets this looks first.
 */
public final class WrongPresumptionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient SpaceId space;

	/**
	 * Create an exception.
	 * @param space the space
	 */
	public WrongPresumptionException(SpaceId space) {
		super("Space " + space + " is not where it was presumed to be", null, false, false);
		this.space = space;
	}

	/**
	 * The space.
	 * @return its id
	 */
	public SpaceId space() {
		return this.space;
	}

}
