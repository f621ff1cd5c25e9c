package dev.syncedstore.core.mutation;

import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.ReadScope;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableReader;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.Visibility;

/**
 * The context of one query.
 */
final class QueryRunContext implements ReadContext {

	private final StateAccess access;

	private final Side side;

	QueryRunContext(StateAccess access, Side side) {
		this.access = access;
		this.side = side;
	}

	@Override
	public <T> TableReader<T> table(Table<T> table) {
		return new StateTable<>(table, "", this.access);
	}

	@Override
	public String userId() {
		return this.side.userId();
	}

	@Override
	public boolean isServer() {
		return this.side.isServer();
	}

	@Override
	public ReadScope privateOfUser(String userId) {
		return scope(Reach.privatePrefix(this.side, userId));
	}

	@Override
	public ReadScope serverOnly() {
		Reach.checkServerOnly(this.side);
		return scope(EntryKey.prefix(Visibility.SERVER_ONLY, ""));
	}

	private ReadScope scope(String prefix) {
		return new ReadScope() {

			@Override
			public <T> TableReader<T> table(Table<T> table) {
				return new StateTable<>(table, prefix, QueryRunContext.this.access);
			}

		};
	}

}
