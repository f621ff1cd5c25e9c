package dev.syncedstore.server.log;

import dev.syncedstore.core.state.Visibility;

/**
 * How visibilities are stored. The partial indexes of the entries know the numbers, too.
 */
final class VisibilityColumn {

	static final short SHARED = 0;

	static final short PRIVATE = 1;

	static final short SERVER_ONLY = 2;

	private VisibilityColumn() {
	}

	static short of(Visibility visibility) {
		return switch (visibility) {
			case SHARED -> SHARED;
			case PRIVATE -> PRIVATE;
			case SERVER_ONLY -> SERVER_ONLY;
		};
	}

	static Visibility visibility(short column) {
		return switch (column) {
			case SHARED -> Visibility.SHARED;
			case PRIVATE -> Visibility.PRIVATE;
			case SERVER_ONLY -> Visibility.SERVER_ONLY;
			default -> throw new IllegalStateException("Unknown visibility " + column + " in the version log");
		};
	}

}
