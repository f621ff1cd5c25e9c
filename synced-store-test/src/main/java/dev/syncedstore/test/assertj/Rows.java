package dev.syncedstore.test.assertj;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.syncedstore.core.ReadScope;
import dev.syncedstore.core.Table;

/**
 * A table as a map, which AssertJ knows how to deal with.
 */
final class Rows {

	private Rows() {
	}

	static <T> Map<String, T> of(ReadScope scope, Table<T> table) {
		Map<String, T> rows = new LinkedHashMap<>();
		scope.table(table).scan().forEach((entry) -> rows.put(entry.key(), entry.value()));
		return rows;
	}

}
