package dev.syncedstore.server.push;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.NonceWindow;
import dev.syncedstore.server.log.Presumption;
import dev.syncedstore.server.log.SpaceHead;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KnownClientsTests {

	private static final SpaceHead HEAD = new SpaceHead(1, "e", 7, "c", 0);

	private final KnownClients clients = KnownClients.ofOwnSpace();

	@Test
	void whatABatchLeftIsPresumed() {
		this.clients.committed(List.of(client("c1", 3, 2), client("c2", 5, 5)));
		assertThat(this.clients.presume(HEAD, List.of("c1", "c2")))
			.isEqualTo(new Presumption(HEAD, Map.of("c1", 2L, "c2", 5L)));
		assertThat(this.clients.records(List.of("c1", "c3"))).containsOnlyKeys("c1");
	}

	@Test
	void nothingIsPresumedOfStrangersOrOfADeletedSpace() {
		this.clients.committed(List.of(client("c1", 3, 2)));
		assertThat(this.clients.presume(HEAD, List.of("c1", "c2"))).isNull();
		assertThat(this.clients.presume(new SpaceHead(1, "e", 8, "d", 8, true), List.of("c1"))).isNull();
	}

	@Test
	void whereAnotherNodeWritesItIsLookedAtForAWhile() {
		KnownClients shared = KnownClients.ofSharedSpace();
		for (int batch = 0; batch < 8; batch++) {
			assertThat(shared.presume(HEAD, List.of())).isNull();
			shared.committed(List.of());
		}
		assertThat(shared.presume(HEAD, List.of())).isNotNull();
	}

	@Test
	void aThousandAreHeldThatWereUsedLast() {
		IntStream.range(0, 1_000).forEach((i) -> this.clients.committed(List.of(client("c" + i, 1, 0))));
		long weight = this.clients.weight();
		this.clients.records(List.of("c0"));
		this.clients.committed(List.of(client("new", 1, 0)));
		assertThat(this.clients.records(List.of("c0", "c1", "c999", "new"))).containsOnlyKeys("c0", "c999", "new");
		assertThat(this.clients.weight()).isEqualTo(weight);
	}

	@Test
	void oneWithMoreRejectionsThanItReadsIsNotHeld() {
		RejectedMutation rejection = new RejectedMutation("c1", 1, "rejected", "");
		this.clients.committed(List.of(client("c1", 1, 0)));
		this.clients.committed(List
			.of(new ClientRecord("c1", "alice", 101, 0, NonceWindow.EMPTY, Collections.nCopies(101, rejection))));
		assertThat(this.clients.presume(HEAD, List.of("c1"))).isNull();
		assertThat(this.clients.weight()).isZero();
	}

	private static ClientRecord client(String id, long last, long acknowledged) {
		return new ClientRecord(id, "alice", last, acknowledged, NonceWindow.EMPTY, List.of());
	}

}
