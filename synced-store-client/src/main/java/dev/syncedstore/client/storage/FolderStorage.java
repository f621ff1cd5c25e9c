package dev.syncedstore.client.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Keeps stores in files: {@code server/account/type~instance/journal}. Each store is
 * locked on its own, so that several processes may share the folder as long as they open
 * different stores.
 */
final class FolderStorage implements ClientStorage {

	private static final String USER = "user";

	private final Path root;

	private final ThreadPoolExecutor executor;

	FolderStorage(Path root) {
		this.root = root;
		this.executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), (task) -> {
			Thread thread = new Thread(task, "synced-store storage");
			thread.setDaemon(true);
			return thread;
		});
		this.executor.allowCoreThreadTimeOut(true);
	}

	@Override
	public Journal open(StoreKey key) {
		Path folder = account(key.server(), key.account())
			.resolve(FileNames.of(key.space().storeType() + "~" + key.space().instanceId()));
		try {
			Files.createDirectories(folder);
			StoreLock lock = StoreLock.take(folder);
			try {
				return new FileJournal(folder, lock::close);
			}
			catch (IOException | RuntimeException ex) {
				lock.close();
				throw ex;
			}
		}
		catch (IOException ex) {
			throw new StorageException("The store in " + folder + " can't be opened: " + ex, ex);
		}
	}

	@Override
	public void erase(String server, String account) {
		Path folder = account(server, account);
		List<StoreLock> locks = new ArrayList<>();
		try {
			for (Path store : children(folder)) {
				locks.add(StoreLock.take(store));
			}
			for (Path store : children(folder)) {
				delete(store, StoreLock.FILE);
			}
			locks.forEach(StoreLock::close);
			locks.clear();
			delete(folder, null);
		}
		catch (IOException ex) {
			throw new StorageException("What is in " + folder + " could not be deleted: " + ex, ex);
		}
		finally {
			locks.forEach(StoreLock::close);
		}
	}

	@Override
	public Optional<String> lastUserId(String server) {
		try {
			return Optional.of(Files.readString(server(server).resolve(USER))).filter((userId) -> !userId.isEmpty());
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (IOException ex) {
			throw new StorageException("It can't be read who was signed in last: " + ex, ex);
		}
	}

	@Override
	public void rememberUserId(String server, Optional<String> userId) {
		Path folder = server(server);
		try {
			Files.createDirectories(folder);
			Path anew = Files.createTempFile(folder, USER, ".new");
			Files.writeString(anew, userId.orElse(""), StandardCharsets.UTF_8);
			Files.move(anew, folder.resolve(USER), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new StorageException("It can't be written who is signed in: " + ex, ex);
		}
	}

	@Override
	public Executor executor() {
		return this.executor;
	}

	private Path server(String server) {
		return this.root.resolve(FileNames.of(server));
	}

	private Path account(String server, String account) {
		return server(server).resolve(FileNames.of(account));
	}

	private static List<Path> children(Path folder) throws IOException {
		try (Stream<Path> children = Files.list(folder)) {
			return children.filter(Files::isDirectory).toList();
		}
		catch (NoSuchFileException ex) {
			return List.of();
		}
	}

	private static void delete(Path folder, @Nullable String except) throws IOException {
		if (!Files.exists(folder)) {
			return;
		}
		List<Path> found;
		try (Stream<Path> below = Files.walk(folder)) {
			found = below.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path each : found) {
			if (except == null || !(each.equals(folder) || each.endsWith(except))) {
				Files.deleteIfExists(each);
			}
		}
	}

}
