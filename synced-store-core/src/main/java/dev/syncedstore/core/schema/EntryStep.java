package dev.syncedstore.core.schema;

import dev.syncedstore.core.EntryMigration;
import dev.syncedstore.core.MigratedEntry;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.WriteScope;
import dev.syncedstore.core.mutation.MigrationRunContext;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.core.state.Visibility;

/**
 * What becomes of the entries of one table in one visibility.
 *
 * @param visibility the visibility
 * @param table the table as it was
 * @param migration what becomes of each
 * @param <T> the type of the old values
 */
record EntryStep<T>(Visibility visibility, Table<T> table, EntryMigration<T> migration) {

	boolean isFor(EntryKey key) {
		return key.visibility() == this.visibility && key.path().startsWith(this.table.name() + "/");
	}

	void run(ValueCodecs codecs, MigrationRunContext context, EntryKey key, StoredValue value) {
		String itemKey = key.path().substring(this.table.name().length() + 1);
		T old = codecs.forType(this.table.valueType()).read(value.json());
		this.migration.migrate(context,
				new Entry<>(this.table, itemKey, old, key.owner(), context.scope(key.visibility(), key.owner())));
	}

	/**
	 * An entry that is being migrated.
	 */
	private record Entry<T>(Table<T> table, String key, T value, String owner,
			WriteScope scope) implements MigratedEntry<T> {

		@Override
		public <N> void set(Table<N> newTable, N newValue) {
			if (!newTable.name().equals(this.table.name())) {
				delete();
			}
			this.scope.table(newTable).set(this.key, newValue);
		}

		@Override
		public void delete() {
			this.scope.table(this.table).delete(this.key);
		}

	}

}
