package dev.syncedstore.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes one application the owner of a data folder: the one that starts its server and
 * stops it. The lock lies beside the folder, because {@code initdb} wants the folder
 * empty, and the operating system releases it however the owner ends.
 */
final class DataDirectoryLock implements AutoCloseable {

	/**
	 * The files locked by this process. A file lock belongs to the whole process, which
	 * on POSIX loses it as soon as it closes any other channel on the same file: a second
	 * application context must not even open it.
	 */
	private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

	private final Path file;

	private final FileChannel channel;

	private DataDirectoryLock(Path file, FileChannel channel) {
		this.file = file;
		this.channel = channel;
	}

	/**
	 * Takes the lock, or nothing when somebody has it, in this process or in another.
	 */
	static Optional<DataDirectoryLock> tryAcquire(Path dataDirectory) throws IOException {
		Path parent = Files.createDirectories(dataDirectory.getParent()).toRealPath();
		Path file = parent.resolve(dataDirectory.getFileName() + ".lock");
		if (!HELD_BY_THIS_PROCESS.add(file)) {
			return Optional.empty();
		}
		Optional<DataDirectoryLock> lock = Optional.empty();
		try {
			lock = lock(file);
			return lock;
		}
		finally {
			if (lock.isEmpty()) {
				HELD_BY_THIS_PROCESS.remove(file);
			}
		}
	}

	private static Optional<DataDirectoryLock> lock(Path file) throws IOException {
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		FileLock lock = null;
		try {
			lock = channel.tryLock();
			return (lock != null) ? Optional.of(new DataDirectoryLock(file, channel)) : Optional.empty();
		}
		finally {
			if (lock == null) {
				channel.close();
			}
		}
	}

	@Override
	public void close() throws IOException {
		// Closing the channel releases the lock.
		this.channel.close();
		HELD_BY_THIS_PROCESS.remove(this.file);
	}

}
