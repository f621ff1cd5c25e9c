package dev.syncedstore.client.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A store's folder, taken by this process and by nobody else in it.
 */
final class StoreLock implements AutoCloseable {

	static final String FILE = "lock";

	/**
	 * What this process has. POSIX gives all locks on a file back as soon as the process
	 * closes any of its channels to it, so one that is held must not even be tried.
	 */
	private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

	private final Path folder;

	private final FileChannel channel;

	private StoreLock(Path folder, FileChannel channel) {
		this.folder = folder;
		this.channel = channel;
	}

	/**
	 * Take a folder.
	 * @param folder the folder, which exists
	 * @return the lock
	 * @throws StorageLockedException if somebody has it
	 */
	static StoreLock take(Path folder) throws IOException {
		Path real = folder.toRealPath();
		if (!HELD.add(real)) {
			throw new StorageLockedException(folder);
		}
		boolean taken = false;
		try {
			FileChannel channel = FileChannel.open(real.resolve(FILE), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			try {
				taken = channel.tryLock() != null;
			}
			finally {
				if (!taken) {
					channel.close();
				}
			}
			if (!taken) {
				throw new StorageLockedException(folder);
			}
			return new StoreLock(real, channel);
		}
		finally {
			if (!taken) {
				HELD.remove(real);
			}
		}
	}

	/** Closing the channel gives the lock back. */
	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new StorageException("A lock could not be released: " + ex, ex);
		}
		finally {
			HELD.remove(this.folder);
		}
	}

}
