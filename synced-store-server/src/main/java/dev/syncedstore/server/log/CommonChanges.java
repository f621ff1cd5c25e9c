package dev.syncedstore.server.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.KeyOrder;
import dev.syncedstore.core.state.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a space after some position, read once for many users: what is shared,
 * and what is private, each to be seen by its owner alone. Of each user, it is exactly
 * the page that {@link SpaceSnapshot#changes} would have read. Immutable as far as
 * anybody can see, and thread-safe.
 */
public final class CommonChanges {

	/** What a change takes on the wire besides its key and value. */
	static final int OVERHEAD = 40;

	/** More would be a page of very many very small changes. */
	static final int MAX_ROWS = 10_000;

	private static final Comparator<Row> ORDER = Comparator.<Row>comparingLong((row) -> row.change.version())
		.thenComparing((row) -> row.change.patch().key(), KeyOrder.COMPARATOR);

	private final List<Row> shared;

	private final Map<String, List<Row>> privateByOwner = new HashMap<>();

	private final int maxBytes;

	private final long weight;

	/** For all who have nothing private; a racy single-check cache. */
	private @Nullable ChangePage sharedPage;

	CommonChanges(List<Row> rows, int maxBytes) {
		this.shared = new ArrayList<>();
		this.maxBytes = maxBytes;
		long bytes = 0;
		for (Row row : rows) {
			bytes += 2L * OVERHEAD + row.size;
			EntryKey key = EntryKey.parse(row.change.patch().key());
			if (key.visibility() == Visibility.SHARED) {
				this.shared.add(row);
			}
			else if (key.visibility() == Visibility.PRIVATE) {
				this.privateByOwner.computeIfAbsent(key.owner(), (owner) -> new ArrayList<>()).add(row);
			}
		}
		this.weight = bytes;
	}

	/**
	 * The page of one user: shared changes, and the user's own private ones.
	 * @param userId the user
	 * @return the page
	 */
	public ChangePage pageOf(String userId) {
		List<Row> own = this.privateByOwner.get(userId);
		if (own != null) {
			List<Row> rows = new ArrayList<>(this.shared);
			rows.addAll(own);
			return page(rows, this.maxBytes);
		}
		ChangePage page = this.sharedPage;
		if (page == null) {
			page = page(new ArrayList<>(this.shared), this.maxBytes);
			this.sharedPage = page;
		}
		return page;
	}

	/**
	 * About how many bytes it takes.
	 * @return their number
	 */
	public long weight() {
		return this.weight;
	}

	/**
	 * What comes first of some changes. If they were cut short, they fill the page.
	 */
	static ChangePage page(List<Row> rows, int maxBytes) {
		rows.sort(ORDER);
		List<VersionedPatch> page = new ArrayList<>();
		long bytes = 0;
		for (Row row : rows) {
			if (bytes >= maxBytes || page.size() == MAX_ROWS) {
				break;
			}
			page.add(row.change);
			bytes += row.size + OVERHEAD;
		}
		return new ChangePage(page, bytes < maxBytes && page.size() < MAX_ROWS);
	}

	/**
	 * A change, and how much its key and value take.
	 */
	record Row(VersionedPatch change, int size) {
	}

}
