package dev.syncedstore.client.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where nothing is compressed.
 */
class HttpSyncTransportTests {

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LOCALHOST", "127.0.0.1", "127.255.1.2", "[::1]" })
	void theOwnMachineIsKnownByItsNames(String host) {
		assertThat(HttpSyncTransport.isLoopback(host)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "example.org", "localhost.example.org", "127.0.0.1.example.org", "10.0.0.1", "[::2]", "" })
	void othersAreNot(String host) {
		assertThat(HttpSyncTransport.isLoopback(host)).isFalse();
	}

	@Test
	void anAddressWithoutHostIsNot() {
		assertThat(HttpSyncTransport.isLoopback(null)).isFalse();
	}

}
