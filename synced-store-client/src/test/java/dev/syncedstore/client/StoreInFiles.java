package dev.syncedstore.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.syncedstore.client.storage.ClientStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store in files, whose application ends and begins again. Ending is dropping: what a
 * process that is killed would not do is not done here.
 */
abstract class StoreInFiles {

	@TempDir
	Path root;

	Path folder;

	final List<ScriptedClient> clients = new ArrayList<>();

	final List<ClientStorage> storages = new ArrayList<>();

	int copies;

	long runs;

	@BeforeEach
	void makeFolder() throws IOException {
		this.folder = Files.createDirectory(this.root.resolve("original"));
	}

	@AfterEach
	void closeAll() {
		this.clients.forEach((client) -> client.store.close());
	}

	ScriptedClient connected(String... todos) {
		ScriptedClient client = open(ClientStorage.inFolder(this.folder), (builder) -> {
		});
		client.answerPull(client.reset(todos.length, 0, todos));
		this.storages.forEach(StoreInFiles::finishWriting);
		client.told.clear();
		return client;
	}

	ScriptedClient open(ClientStorage storage, Consumer<SyncedStoreBuilder> customizer) {
		this.storages.add(storage);
		this.runs++;
		ScriptedClient client = new ScriptedClient((builder) -> {
			builder.storage(storage).random(new Random(this.runs));
			customizer.accept(builder);
		});
		this.clients.add(client);
		return client;
	}

	/** The process is killed, and starts again with what lies in its files. */
	ScriptedClient restart() throws IOException {
		return restart((builder) -> {
		});
	}

	ScriptedClient restart(Consumer<SyncedStoreBuilder> customizer) throws IOException {
		this.storages.forEach(StoreInFiles::finishWriting);
		this.folder = copyOf(this.folder);
		return open(ClientStorage.inFolder(this.folder), customizer);
	}

	/**
	 * What is to be acknowledged lies on the disk first, which another thread sees to.
	 */
	void passASecond(ScriptedClient client) {
		client.advance(Duration.ofSeconds(1));
		this.storages.forEach(StoreInFiles::finishWriting);
	}

	static void finishWriting(ClientStorage storage) {
		CompletableFuture.runAsync(() -> {
		}, storage.executor()).join();
	}

	Path copyOf(Path original) throws IOException {
		Path copy = this.root.resolve("copy-" + this.copies++);
		try (Stream<Path> files = Files.walk(original)) {
			for (Path each : files.toList()) {
				Files.copy(each, copy.resolve(original.relativize(each).toString()));
			}
		}
		return copy;
	}

}
