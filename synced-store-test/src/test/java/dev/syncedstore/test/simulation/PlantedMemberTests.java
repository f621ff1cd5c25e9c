package dev.syncedstore.test.simulation;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.server.poke.PokeHandle;
import dev.syncedstore.server.poke.PokeReceiver;
import dev.syncedstore.server.poke.PokeSubscription;
import dev.syncedstore.test.kitchensink.KitchenSinkWorkload;
import dev.syncedstore.test.transport.ServerPort;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A server that lets those in who are out: the simulation finds it.
 */
class PlantedMemberTests {

	@Test
	void whatSomebodyWhoIsOutIsGivenIsFoundOnTheWireAndInTheCopy() {
		Meddler meddler = new Meddler() {

			@Override
			public ServerPort server(ServerPort server) {
				return new Generous(server);
			}

		};
		assertThatExceptionOfType(SimulationFailure.class)
			.isThrownBy(() -> Simulation.of(KitchenSinkWorkload::new).members().with(meddler).run(1, 20))
			.withMessageContaining("received something of a commit after which they were not in")
			.withMessageContaining("at which it was not in");
	}

	/** Answers those who may not as it would answer others. */
	private record Generous(ServerPort server) implements ServerPort {

		private static final List<String> USERS = new KitchenSinkWorkload().users();

		@Override
		public CompletionStage<TransportResponse> post(String userId, TransportRequest request) {
			CompletionStage<TransportResponse> answer = this.server.post(userId, request);
			return request.path().endsWith("/pull")
					? answer.thenCompose((response) -> (response.status() == 403) ? askAs(0, userId, request) : answer)
					: answer;
		}

		private CompletionStage<TransportResponse> askAs(int other, String userId, TransportRequest request) {
			if (other == USERS.size()) {
				return this.server.post(userId, request);
			}
			String body = request.body()
				.replaceAll("\"client_id\":\"[^\"]*\"", "\"client_id\":\"" + UUID.randomUUID() + "\"")
				.replaceAll("\"user_id\":\"[^\"]*\"", "\"user_id\":null");
			return this.server.post(USERS.get(other), new TransportRequest(request.path(), request.headers(), body))
				.thenCompose((response) -> (response.status() != 200) ? askAs(other + 1, userId, request)
						: CompletableFuture
							.completedFuture(new TransportResponse(200, response.retryAfter(), response.body()
								.replaceAll("\"user_id\":\"[^\"]*\"", "\"user_id\":\"" + userId + "\""))));
		}

		@Override
		public PokeHandle subscribe(PokeSubscription subscription, PokeReceiver receiver) {
			return this.server.subscribe(subscription, receiver);
		}

	}

}
