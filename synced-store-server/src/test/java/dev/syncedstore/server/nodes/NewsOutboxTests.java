package dev.syncedstore.server.nodes;

import java.util.List;

import dev.syncedstore.core.SpaceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NewsOutboxTests {

	private static final SpaceId SPACE = new SpaceId("todo", "main");

	private final NewsOutbox outbox = new NewsOutbox();

	@Test
	void ofEachSpaceOnlyTheNewestWaits() throws InterruptedException {
		SpaceId other = new SpaceId("todo", "other");
		for (int version = 1; version <= 10_000; version++) {
			this.outbox.add(changed("e", version));
		}
		this.outbox.add(new News.Changed(other, "e", 1));
		this.outbox.add(changed("e", 7));
		assertThat(this.outbox.take()).containsExactly(changed("e", 10_000), new News.Changed(other, "e", 1));
	}

	@Test
	void anotherEpochIsNewer() throws InterruptedException {
		this.outbox.add(changed("e", 100));
		this.outbox.add(changed("restored", 3));
		assertThat(this.outbox.take()).containsExactly(changed("restored", 3));
	}

	@Test
	void whatIsPutBackDoesNotReplaceWhatCameMeanwhile() throws InterruptedException {
		this.outbox.add(changed("e", 1));
		this.outbox.add(new News.Access(SPACE, "bob"));
		List<News> taken = this.outbox.take();
		this.outbox.add(changed("e", 2));
		this.outbox.putBack(taken);
		assertThat(this.outbox.take()).containsExactly(new News.Access(SPACE, "bob"), changed("e", 2));
	}

	@Test
	void tooManyChangesOfAccessBecomeOneOfAll() throws InterruptedException {
		for (int i = 0; i <= 10_000; i++) {
			this.outbox.add(new News.Access(SPACE, "user" + i));
		}
		assertThat(this.outbox.take()).contains(new News.Access(null, null)).hasSizeLessThan(3);
	}

	@Test
	void itEndsWhenNothingWaitsAnyMore() throws InterruptedException {
		this.outbox.add(changed("e", 1));
		this.outbox.close();
		assertThat(this.outbox.take()).hasSize(1);
		assertThat(this.outbox.take()).isNull();
	}

	private static News.Changed changed(String epoch, long version) {
		return new News.Changed(SPACE, epoch, version);
	}

}
