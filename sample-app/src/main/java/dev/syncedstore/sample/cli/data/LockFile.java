package dev.syncedstore.sample.cli.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A file that one process holds at a time. The operating system gives it back when the
 * process ends, however suddenly. It is never deleted: whoever deletes a lock that
 * somebody else is about to take makes two of it.
 */
public final class LockFile implements AutoCloseable {

	private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();

	/**
	 * What this process holds. POSIX gives all locks on a file back as soon as the
	 * process closes any of its channels to it, so it must not even try twice.
	 */
	private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

	private final Path file;

	private final FileChannel channel;

	private LockFile(Path file, FileChannel channel) {
		this.file = file;
		this.channel = channel;
	}

	/** Take it, if nobody has it. */
	static Optional<LockFile> tryTake(Path path) {
		Path file = path.toAbsolutePath().normalize();
		if (!HELD.add(file)) {
			return Optional.empty();
		}
		boolean taken = false;
		try {
			FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			try {
				taken = channel.tryLock() != null;
			}
			finally {
				if (!taken) {
					channel.close();
				}
			}
			return taken ? Optional.of(new LockFile(file, channel)) : Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(file + " can't be used: " + ex.getMessage(), ex);
		}
		finally {
			if (!taken) {
				HELD.remove(file);
			}
		}
	}

	/** Take it as soon as nobody has it, until a time by {@code System.nanoTime()}. */
	static Optional<LockFile> take(Path file, long deadline) throws InterruptedException {
		Optional<LockFile> taken = tryTake(file);
		while (taken.isEmpty() && System.nanoTime() - deadline < 0) {
			LockSupport.parkNanos(LOOK_AGAIN_NANOS);
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			taken = tryTake(file);
		}
		return taken;
	}

	/** Give it back. */
	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			HELD.remove(this.file);
		}
	}

}
