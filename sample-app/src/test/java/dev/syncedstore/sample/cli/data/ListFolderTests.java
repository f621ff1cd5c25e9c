package dev.syncedstore.sample.cli.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ListFolderTests {

	private static final Duration NO_PATIENCE = Duration.ofMillis(50);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ListAddress address = new ListAddress(URI.create("http://localhost:8080"), "alice", "main");

	private final ListFolder folder;

	private final DataFolder data;

	ListFolderTests(@TempDir Path root) {
		this.data = new DataFolder(root);
		this.folder = this.data.list(this.address);
	}

	@Test
	void whoDoesNotGetTheStoreInTimeGetsASpareFolder() throws Exception {
		ClientFolder first = this.folder.take(NO_PATIENCE);
		ClientFolder second = this.folder.take(NO_PATIENCE);
		ClientFolder third = this.folder.take(NO_PATIENCE);
		assertThat(first.isFirst()).isTrue();
		assertThat(second.isFirst()).isFalse();
		assertThat(third.path()).isNotEqualTo(second.path());
		first.close();
		assertThat(this.folder.take(NO_PATIENCE).path()).isEqualTo(first.path());
	}

	@Test
	void whoHasTheStoreSeesThatSomebodyWaitsForItUntilTheyHaveIt() throws Exception {
		ClientFolder mine = this.folder.take(NO_PATIENCE);
		assertThat(this.folder.isWanted()).isFalse();
		CompletableFuture<ClientFolder> other = CompletableFuture.supplyAsync(this::takePatiently);
		await().until(this.folder::isWanted);
		mine.close();
		assertThat(other.get(1, TimeUnit.MINUTES).isFirst()).isTrue();
		assertThat(this.folder.isWanted()).isFalse();
	}

	@Test
	void onlyOneMayWatchTheStore() {
		LockFile right = this.folder.takeWatch().orElseThrow();
		assertThat(this.folder.takeWatch()).isEmpty();
		right.close();
		assertThat(this.folder.takeWatch()).isPresent();
	}

	@Test
	void whatIsLeftInSpareFoldersIsFoundUnlessSomebodyHasIt() throws IOException {
		ClientFolder spare = this.folder.takeSpare();
		assertThat(this.folder.spares()).isEmpty();
		Files.createDirectories(spare.path().resolve("store"));
		assertThat(this.folder.spares()).containsExactly(2);
		assertThat(this.folder.tryTake(2)).isEmpty();
		spare.close();
		ClientFolder left = this.folder.tryTake(2).orElseThrow();
		left.delete();
		assertThat(this.folder.spares()).isEmpty();
	}

	@Test
	void listsOfDifferentServersAndUsersDoNotMix() {
		ListAddress other = new ListAddress(URI.create("http://localhost:8081"), "alice", "main");
		this.folder.remember();
		this.data.list(other).remember();
		this.data.list(this.address.withList("Über uns/..")).remember();
		this.data.list(this.address.withList("never contacted")).takeSpare();
		assertThat(this.data.listsOf(this.address)).extracting(ListAddress::list)
			.containsExactly("main", "Über uns/..");
		assertThat(this.data.listsOf(other)).containsExactly(other);
		assertThat(this.data.list(this.address).isKnown()).isTrue();
	}

	@Test
	void aSlashAtTheEndOfTheServersAddressMakesNoDifference() {
		assertThat(new ListAddress(URI.create("http://localhost:8080/"), "alice", "main")).isEqualTo(this.address);
	}

	private ClientFolder takePatiently() {
		try {
			return this.folder.take(PATIENCE);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
