package dev.syncedstore.test.transport;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way, and its answer on the way back.
 */
final class Exchange {

	private final Network network;

	private final String userId;

	private final BooleanSupplier online;

	private final TransportRequest request;

	private final int generation;

	private final CompletableFuture<TransportResponse> answer = new CompletableFuture<>();

	Exchange(Network network, String userId, BooleanSupplier online, TransportRequest request) {
		this.network = network;
		this.userId = userId;
		this.online = online;
		this.request = request;
		this.generation = network.conditions().generation();
	}

	CompletionStage<TransportResponse> start() {
		this.network.travel(this::depart);
		return this.answer;
	}

	private void depart() {
		Fault fault = this.network.fault(Fault.OF_REQUESTS);
		if (!this.online.getAsBoolean()) {
			lose();
		}
		else if (fault == Fault.REQUEST_DROPPED) {
			this.network.counts().add(fault);
			lose();
		}
		else {
			this.network.proceed(fault, this::arrive);
			if (fault == Fault.REQUEST_REPEATED) {
				this.network.counts().add(fault);
				this.network.time().schedule(this.network.conditions().delay(), this::arrive);
			}
		}
	}

	private void arrive() {
		if (this.generation != this.network.conditions().generation()) {
			lose();
			return;
		}
		this.network.server()
			.post(this.userId, this.request)
			.whenComplete((response, failure) -> this.network.travel(() -> answered(response, failure)));
	}

	private void answered(@Nullable TransportResponse response, @Nullable Throwable failure) {
		if (this.answer.isDone()) {
			return;
		}
		if (response == null) {
			this.answer.completeExceptionally(new IOException("The server failed", failure));
			return;
		}
		Fault fault = this.network.fault(Fault.OF_ANSWERS);
		if (fault == Fault.ANSWER_LOST) {
			this.network.counts().add(fault);
			lose();
		}
		else {
			this.network.proceed(fault, () -> deliver(response));
		}
	}

	private void deliver(TransportResponse response) {
		if (!this.online.getAsBoolean()) {
			lose();
		}
		else if (!this.answer.isDone()) {
			this.network.traffic().received(this.userId, response.body());
			this.answer.complete(response);
		}
	}

	private void lose() {
		if (this.network.conditions().tellsLoss()) {
			this.answer.completeExceptionally(new IOException("The connection broke"));
		}
	}

}
