package dev.syncedstore.core.rebase;

import java.util.Objects;

import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.state.Entries;
import org.jspecify.annotations.Nullable;

/**
 * The server's state at one version, as one user sees it. Immutable.
 *
 * @param point where in the space's history this is, or {@code null} as long as nothing
 * is known
 * @param entries the entries there
 */
public record Base(@Nullable HistoryPoint point, Entries entries) {

	/** What a client knows before the server's first answer: nothing. */
	public static final Base NONE = new Base(null, Entries.EMPTY);

	/**
	 * Whether anything is known.
	 * @return {@code false} before the server's first answer
	 */
	public boolean isKnown() {
		return this.point != null;
	}

	/**
	 * Decide about a delta that came unasked.
	 * @param delta the delta
	 * @return what to do with it
	 */
	public DeltaFit fit(Delta delta) {
		HistoryPoint here = this.point;
		if (here == null || !here.epoch().equals(delta.epoch())) {
			return DeltaFit.PULL;
		}
		if (delta.isEmptyRange()) {
			boolean same = delta.maxIncludedVersion() == here.version()
					&& Objects.equals(delta.checkpoint(), here.checkpoint());
			return same ? DeltaFit.IGNORE : DeltaFit.PULL;
		}
		if (delta.maxIncludedVersion() <= here.version()) {
			return DeltaFit.IGNORE;
		}
		return (delta.minIncludedVersion() <= here.version() + 1) ? DeltaFit.APPLY : DeltaFit.PULL;
	}

	/**
	 * The state that a delta leads to.
	 * @param delta a delta that begins at or before the version after this one
	 * @return the state at the delta's last version
	 */
	public Base with(Delta delta) {
		return new Base(pointAfter(delta), this.entries.with(delta.patches()));
	}

	/**
	 * Where a delta leads to.
	 * @param delta the delta
	 * @return the point at its last version
	 */
	public static HistoryPoint pointAfter(Delta delta) {
		return new HistoryPoint(delta.epoch(), delta.maxIncludedVersion(), delta.checkpoint());
	}

}
