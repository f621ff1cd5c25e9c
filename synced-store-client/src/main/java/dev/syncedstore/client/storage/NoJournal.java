package dev.syncedstore.client.storage;

/**
 * Keeps nothing.
 */
final class NoJournal implements Journal, Journal.Rewriting {

	@Override
	public void read(Reader reader) {
	}

	@Override
	public void append(byte[] record) {
	}

	@Override
	public void force() {
	}

	@Override
	public Rewriting rewrite() {
		return this;
	}

	@Override
	public boolean isLong() {
		return false;
	}

	@Override
	public boolean isLasting() {
		return false;
	}

	@Override
	public void add(byte[] record) {
	}

	@Override
	public void finish() {
	}

	@Override
	public void close() {
	}

}
