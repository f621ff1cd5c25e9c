package dev.syncedstore.core;

import java.util.Optional;

/**
 * The entry of a table under one key.
 */
final class FixedEntry<T> implements SingletonWriter<T> {

	private final TableWriter<T> table;

	private final String key;

	private FixedEntry(TableWriter<T> table, String key) {
		this.table = table;
		this.key = key;
	}

	static <T> SingletonReader<T> of(TableReader<T> table, String key) {
		return () -> table.get(key);
	}

	static <T> SingletonWriter<T> of(TableWriter<T> table, String key) {
		return new FixedEntry<>(table, key);
	}

	@Override
	public Optional<T> get() {
		return this.table.get(this.key);
	}

	@Override
	public void set(T value) {
		this.table.set(this.key, value);
	}

	@Override
	public void delete() {
		this.table.delete(this.key);
	}

}
