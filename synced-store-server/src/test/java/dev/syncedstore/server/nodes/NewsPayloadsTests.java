package dev.syncedstore.server.nodes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.SpaceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NewsPayloadsTests {

	private static final SpaceId SPACE = new SpaceId("todo", "main");

	@Test
	void whatIsWrittenIsRead() {
		List<News> news = List.of(new News.Changed(SPACE, "5f3c", 105), new News.Access(SPACE, "alice with ! blanks"),
				new News.Access(SPACE, null), new News.Access(null, "bøb"), new News.Access(null, null));
		List<NewsPayloads.Payload> payloads = NewsPayloads.write("node-1", news);
		assertThat(payloads).hasSize(1);
		NewsPayloads.Payload read = NewsPayloads.read(payloads.get(0).text());
		assertThat(read).isNotNull();
		assertThat(read.nodeId()).isEqualTo("node-1");
		assertThat(read.news()).isEqualTo(news);
	}

	@Test
	void manyNewsTakeFewPayloadsBelowTheLimit() {
		List<News> news = new ArrayList<>();
		for (int i = 0; i < 5_000; i++) {
			news.add(new News.Changed(new SpaceId("todo", "space-" + i + "x".repeat(i % 100)), "epoch", i));
			news.add(new News.Access(SPACE, "ü".repeat(1 + i % 120)));
		}
		List<NewsPayloads.Payload> payloads = NewsPayloads.write("node-1", news);
		List<News> read = new ArrayList<>();
		for (NewsPayloads.Payload payload : payloads) {
			assertThat(payload.text().getBytes(StandardCharsets.UTF_8).length).isLessThan(8_000);
			read.addAll(NewsPayloads.read(payload.text()).news());
		}
		assertThat(read).isEqualTo(news);
		assertThat(payloads).hasSizeLessThan(250);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "2 node\ntodo/main 5 e", "nonsense" })
	void otherFormatsAreIgnored(String text) {
		assertThat(NewsPayloads.read(text)).isNull();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "todo/main", "todo 5 e", "todo/main x e", "todo/main 5", "* 5 e", "/ 5 e", "todo/main " })
	void linesThatMakeNoSenseAreIgnored(String line) {
		NewsPayloads.Payload payload = NewsPayloads.read("1 node\n" + line + "\ntodo/main 7 e");
		assertThat(payload).isNotNull();
		assertThat(payload.news()).containsExactly(new News.Changed(SPACE, "e", 7));
	}

}
