package dev.syncedstore.sample.cli.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is kept of one list. A client's store is open in one process at a time, so those
 * that run at the same time take turns:
 * <ul>
 * <li>{@code client-1} has the store. Who wants it takes {@code turn} first, and gives
 * that back once it has the store; so whoever has the store for long, which is
 * {@code watch}, sees that somebody waits, and lets go of it for that moment.</li>
 * <li>{@code watching} is held by the one process that does so. A second {@code watch}
 * works with a copy of its own, since two would take the store from each other for
 * ever.</li>
 * <li>{@code client-2} and so on are spare: who doesn't get the store in time, because
 * its owner hangs, is another client for once. What is left pending there is found by
 * each later run.</li>
 * </ul>
 */
public final class ListFolder {

	private static final String ABOUT = "about.properties";

	private static final String CLIENT = "client-";

	private final Path path;

	private final ListAddress address;

	ListFolder(Path path, ListAddress address) {
		this.path = path;
		this.address = address;
	}

	/**
	 * Which list this is.
	 * @return its address
	 */
	public ListAddress address() {
		return this.address;
	}

	/**
	 * Take the store, or a spare folder if somebody else doesn't let go of it.
	 * @param patience how long to wait for the store
	 * @return the folder
	 * @throws InterruptedException if the thread is interrupted
	 */
	public ClientFolder take(Duration patience) throws InterruptedException {
		Optional<ClientFolder> first = takeFirst(patience);
		return first.isPresent() ? first.get() : takeSpare();
	}

	/**
	 * Take the store.
	 * @param patience how long to wait for it
	 * @return the folder, or empty if somebody else didn't let go of it
	 * @throws InterruptedException if the thread is interrupted
	 */
	public Optional<ClientFolder> takeFirst(Duration patience) throws InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		Optional<LockFile> turn = LockFile.take(turn(), deadline);
		if (turn.isEmpty()) {
			return Optional.empty();
		}
		try {
			return LockFile.take(lockOf(ClientFolder.FIRST), deadline)
				.map((lock) -> new ClientFolder(client(ClientFolder.FIRST), ClientFolder.FIRST, lock));
		}
		finally {
			turn.get().close();
		}
	}

	/**
	 * Take a folder that nobody has, other than the store's.
	 * @return the folder
	 */
	public ClientFolder takeSpare() {
		for (int number = ClientFolder.FIRST + 1;; number++) {
			Optional<ClientFolder> spare = tryTake(number);
			if (spare.isPresent()) {
				return spare.get();
			}
		}
	}

	/**
	 * The spare folders in which somebody has something, or has left something.
	 * @return their numbers
	 */
	public List<Integer> spares() {
		try (Stream<Path> children = Files.list(made())) {
			return children.filter(Files::isDirectory)
				.map((child) -> child.getFileName().toString())
				.filter((name) -> name.matches(CLIENT + "\\d{1,6}"))
				.map((name) -> Integer.valueOf(name.substring(CLIENT.length())))
				.filter((number) -> number != ClientFolder.FIRST)
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.path + " can't be read: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Take a folder if nobody has it.
	 * @param number its number
	 * @return the folder, or empty
	 */
	public Optional<ClientFolder> tryTake(int number) {
		return LockFile.tryTake(lockOf(number)).map((lock) -> new ClientFolder(client(number), number, lock));
	}

	/**
	 * Be the one process that keeps the store open and lets go of it when it is wanted.
	 * @return the right to it, or empty if another process has it
	 */
	public Optional<LockFile> takeWatch() {
		return LockFile.tryTake(made().resolve("watching"));
	}

	/**
	 * Whether somebody waits for the store.
	 * @return {@code true} if so
	 */
	public boolean isWanted() {
		Optional<LockFile> turn = LockFile.tryTake(turn());
		turn.ifPresent(LockFile::close);
		return turn.isEmpty();
	}

	/**
	 * Whether there has been a contact with the server.
	 * @return {@code false} if nothing is known of the list
	 */
	public boolean isKnown() {
		return Files.exists(this.path.resolve(ABOUT));
	}

	/** There has been a contact with the server. */
	public void remember() {
		if (!isKnown()) {
			About.write(this.address, made().resolve(ABOUT));
		}
	}

	/** The list in a folder, or empty if there has been no contact. */
	static Optional<ListAddress> addressIn(Path folder) {
		return Files.exists(folder.resolve(ABOUT)) ? Optional.of(About.read(folder.resolve(ABOUT))) : Optional.empty();
	}

	private Path client(int number) {
		return made().resolve(CLIENT + number);
	}

	private Path lockOf(int number) {
		return made().resolve(CLIENT + number + ".lock");
	}

	private Path turn() {
		return made().resolve("turn");
	}

	private Path made() {
		return DataFolder.make(this.path);
	}

}
