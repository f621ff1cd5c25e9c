package dev.syncedstore.client.sync;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.rebase.HistoryPoint;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.Patch;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one pull, put together.
 */
final class PullResult {

	private final @Nullable HistoryPoint askedAt;

	private final List<Patch> patches = new ArrayList<>();

	private @Nullable PullResponse last;

	PullResult(@Nullable HistoryPoint askedAt) {
		this.askedAt = askedAt;
	}

	void add(PullResponse page) {
		this.patches.addAll(page.delta().patches());
		this.last = page;
	}

	/**
	 * Where the base was when the pull was asked for.
	 * @return the point, or {@code null} if nothing was known
	 */
	@Nullable HistoryPoint askedAt() {
		return this.askedAt;
	}

	/**
	 * Whether the base is to be replaced.
	 * @return {@code true} if so
	 */
	boolean isReset() {
		return page().reset();
	}

	/**
	 * The delta of the last page, which says where the pull leads to.
	 * @return the delta
	 */
	Delta last() {
		return page().delta();
	}

	/**
	 * The patches of all pages. Where a key comes twice, the later page knows better.
	 * @return the patches, in order
	 */
	List<Patch> patches() {
		return this.patches;
	}

	/**
	 * The patches on nothing.
	 * @return the entries
	 */
	Entries entries() {
		return Entries.of(this.patches);
	}

	private PullResponse page() {
		if (this.last == null) {
			throw new IllegalStateException("No page has come");
		}
		return this.last;
	}

}
