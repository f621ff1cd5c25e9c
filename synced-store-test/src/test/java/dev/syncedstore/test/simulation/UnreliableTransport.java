package dev.syncedstore.test.simulation;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.client.scheduling.Scheduler;
import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.test.transport.Fault;
import dev.syncedstore.test.transport.FaultCounts;
import dev.syncedstore.test.transport.RandomConditions;
import dev.syncedstore.test.transport.TrafficListener;

/**
 * Breaks what a real transport carries. All of it happens on the client's scheduler.
 */
final class UnreliableTransport implements SyncTransport {

	private final SyncTransport transport;

	private final String userId;

	private final Scheduler scheduler;

	private final RandomConditions conditions;

	private final FaultCounts counts;

	private final TrafficListener traffic;

	UnreliableTransport(SyncTransport transport, String userId, Scheduler scheduler, Breakage breakage) {
		this.transport = transport;
		this.userId = userId;
		this.scheduler = scheduler;
		this.conditions = breakage.conditions();
		this.counts = breakage.counts();
		this.traffic = breakage.traffic();
	}

	@Override
	public CompletionStage<TransportResponse> post(TransportRequest request) {
		this.traffic.sent(this.userId, request);
		if (happens(Fault.REQUEST_DROPPED)) {
			return CompletableFuture.failedFuture(new IOException("The request was dropped"));
		}
		CompletionStage<TransportResponse> answer = this.transport.post(request);
		if (happens(Fault.REQUEST_REPEATED)) {
			this.transport.post(request);
		}
		return answer.thenCompose(this::arrive);
	}

	private CompletionStage<TransportResponse> arrive(TransportResponse response) {
		CompletableFuture<TransportResponse> answer = new CompletableFuture<>();
		this.scheduler.execute(() -> {
			if (happens(Fault.ANSWER_LOST)) {
				answer.completeExceptionally(new IOException("The answer was lost"));
			}
			else if (happens(Fault.DELAYED)) {
				this.scheduler.schedule(this.conditions.latency().multipliedBy(10), () -> deliver(response, answer));
			}
			else {
				deliver(response, answer);
			}
		});
		return answer;
	}

	private void deliver(TransportResponse response, CompletableFuture<TransportResponse> answer) {
		this.traffic.received(this.userId, response.body());
		answer.complete(response);
	}

	@Override
	public PokeConnection connect(Map<String, String> headers, PokeConnectionListener listener) {
		Line line = new Line(listener);
		line.connection = this.transport.connect(headers, line);
		return line.connection;
	}

	private boolean happens(Fault fault) {
		boolean happens = this.conditions.happens(fault);
		if (happens) {
			this.counts.add(fault);
		}
		return happens;
	}

	/**
	 * How a transport is broken.
	 *
	 * @param conditions decide what happens
	 * @param counts count it
	 * @param traffic sees what gets through
	 */
	record Breakage(RandomConditions conditions, FaultCounts counts, TrafficListener traffic) {
	}

	/**
	 * A connection that ends at times without the client's doing.
	 */
	private final class Line implements PokeConnectionListener {

		private final PokeConnectionListener listener;

		private PokeConnection connection;

		private boolean broken;

		Line(PokeConnectionListener listener) {
			this.listener = listener;
		}

		@Override
		public void connected() {
			this.listener.connected();
		}

		@Override
		public void message(String subscriptionId, Map<String, String> headers, String body) {
			if (this.broken) {
				return;
			}
			if (happens(Fault.DISCONNECTED)) {
				this.broken = true;
				this.connection.close();
				this.listener.closed("The connection was cut");
				return;
			}
			UnreliableTransport.this.traffic.received(UnreliableTransport.this.userId, headers.toString());
			UnreliableTransport.this.traffic.received(UnreliableTransport.this.userId, body);
			this.listener.message(subscriptionId, headers, body);
			if (happens(Fault.POKE_REPEATED)) {
				this.listener.message(subscriptionId, headers, body);
			}
		}

		@Override
		public void closed(String reason) {
			if (!this.broken) {
				this.listener.closed(reason);
			}
		}

	}

}
