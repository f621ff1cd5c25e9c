package dev.syncedstore.client.http;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a server asks to be left alone.
 */
class RetryAfterTests {

	@Test
	void secondsAreSeconds() {
		assertThat(retryAfter(Map.of("Retry-After", "7"))).isEqualTo("7");
		assertThat(retryAfter(Map.of("Retry-After", "7", "Date", "Thu, 26 Nov 2026 10:00:00 GMT"))).isEqualTo("7");
		assertThat(retryAfter(Map.of())).isNull();
	}

	@Test
	void aDateIsMeantByTheServersClockNotByOurs() {
		assertThat(retryAfter(
				Map.of("Retry-After", "Thu, 01 Jan 1970 00:01:30 GMT", "Date", "Thu, 01 Jan 1970 00:01:00 GMT")))
			.isEqualTo("30");
		assertThat(retryAfter(
				Map.of("Retry-After", "Thu, 01 Jan 1970 00:00:30 GMT", "Date", "Thu, 01 Jan 1970 00:01:00 GMT")))
			.isEqualTo("0");
	}

	private static String retryAfter(Map<String, String> headers) {
		return HttpSyncTransport.retryAfter(HttpHeaders.of(
				headers.entrySet()
					.stream()
					.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> List.of(entry.getValue()))),
				(name, value) -> true));
	}

}
