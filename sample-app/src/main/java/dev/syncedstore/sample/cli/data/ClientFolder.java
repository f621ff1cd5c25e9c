package dev.syncedstore.sample.cli.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that one client keeps its store in, held by this process.
 */
public final class ClientFolder implements AutoCloseable {

	static final int FIRST = 1;

	private final Path path;

	private final int number;

	private final LockFile lock;

	ClientFolder(Path path, int number, LockFile lock) {
		this.path = path;
		this.number = number;
		this.lock = lock;
	}

	/**
	 * Where the client may keep its store.
	 * @return the folder, which need not exist yet
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * Whether this is the folder that is used when nobody else is in the way.
	 * @return {@code false} for a spare one
	 */
	public boolean isFirst() {
		return this.number == FIRST;
	}

	/**
	 * Delete what is in it. Nobody else can put something in meanwhile; what can't be
	 * deleted now, because the store's last work on it is not over, a later run finds.
	 */
	public void delete() {
		if (!Files.exists(this.path)) {
			return;
		}
		try {
			List<Path> found;
			try (Stream<Path> below = Files.walk(this.path)) {
				found = below.sorted(Comparator.reverseOrder()).toList();
			}
			for (Path each : found) {
				Files.deleteIfExists(each);
			}
		}
		catch (IOException | UncheckedIOException ex) {
			// It is empty, as far as todos are concerned.
		}
	}

	/** Let others have it. */
	@Override
	public void close() {
		this.lock.close();
	}

}
