package dev.syncedstore.sample;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.context.bean.override.convention.TestBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three mugs, and more who want one.
 */
@SampleTest
class PrizeTests {

	private static final String MUG = "{\"prizeId\": \"mug\"}";

	@TestBean
	private UserDetailsService anybody;

	private final int port;

	private final JdbcClient sql;

	PrizeTests(@LocalServerPort int port, @Autowired JdbcClient sql) {
		this.port = port;
		this.sql = sql;
	}

	static UserDetailsService anybody() {
		return (name) -> User.withUsername(name).password("{noop}" + name).roles("USER").build();
	}

	@Test
	void ofTenUsersWhoClaimAtOnceThreeGetOneAndTheOthersHearThatItIsSoldOut() {
		ExecutorService threads = Executors.newFixedThreadPool(10);
		try {
			List<HttpSpace> users = IntStream.range(0, 10)
				.mapToObj((i) -> new HttpSpace(this.port, "user" + i, "todo/prizes-" + i % 3))
				.toList();
			List<CompletableFuture<String>> claims = users.stream()
				.map((user) -> CompletableFuture.supplyAsync(() -> user.mutate("claim", MUG), threads))
				.toList();
			List<String> outcomes = claims.stream().map(CompletableFuture::join).toList();
			assertThat(outcomes).filteredOn(String::isEmpty).hasSize(3);
			assertThat(outcomes).filteredOn((outcome) -> !outcome.isEmpty())
				.hasSize(7)
				.containsOnly("sold_out: Somebody was faster: none is left");
			for (int i = 0; i < 10; i++) {
				assertThat(users.get(i).value("claims/mug/user" + i))
					.isEqualTo(outcomes.get(i).isEmpty() ? "{\"user\":\"user" + i + "\"}" : "");
			}
			assertThat(this.sql.sql("SELECT stock FROM prize WHERE id = 'mug'").query(Integer.class).single()).isZero();
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void nobodyHasWhatThereIsNot() {
		HttpSpace user = new HttpSpace(this.port, "dreamer", "todo/prizes-4");
		assertThat(user.mutate("claim", "{\"prizeId\": \"moon\"}"))
			.isEqualTo("sold_out: Somebody was faster: none is left");
		assertThat(user.pull()).doesNotContain("moon");
	}

}
