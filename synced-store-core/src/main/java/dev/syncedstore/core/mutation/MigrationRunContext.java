package dev.syncedstore.core.mutation;

import dev.syncedstore.core.MigrationContext;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableWriter;
import dev.syncedstore.core.WriteScope;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.core.state.Visibility;

/**
 * The context of migrations over one overlay, with the server's reach. What they write is
 * checked as what mutators write. Not thread-safe.
 */
public final class MigrationRunContext implements MigrationContext {

	private final Overlay overlay;

	private final StateAccess access;

	/**
	 * Create a context.
	 * @param codecs makes the codecs of tables
	 * @param overlay what is read and where changes go
	 */
	public MigrationRunContext(ValueCodecs codecs, Overlay overlay) {
		this.overlay = overlay;
		this.access = new StateAccess(overlay, codecs, ReadTracker.NONE);
	}

	@Override
	public <T> TableWriter<T> table(Table<T> table) {
		return new StateTable.Writable<>(table, "", this.access, this.overlay);
	}

	@Override
	public WriteScope privateOfUser(String userId) {
		return scope(Visibility.PRIVATE, userId);
	}

	@Override
	public WriteScope serverOnly() {
		return scope(Visibility.SERVER_ONLY, "");
	}

	/**
	 * The tables of a visibility.
	 * @param visibility the visibility
	 * @param owner whose they are; empty where they are nobody's
	 * @return the tables
	 */
	public WriteScope scope(Visibility visibility, String owner) {
		String prefix = EntryKey.prefix(visibility, owner);
		return new WriteScope() {

			@Override
			public <T> TableWriter<T> table(Table<T> table) {
				return new StateTable.Writable<>(table, prefix, MigrationRunContext.this.access,
						MigrationRunContext.this.overlay);
			}

		};
	}

}
