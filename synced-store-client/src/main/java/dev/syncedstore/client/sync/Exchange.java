package dev.syncedstore.client.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import dev.syncedstore.client.scheduling.Scheduler;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.codec.MalformedMessageException;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.protocol.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests with credentials, and brings each exactly one answer on the scheduler.
 */
final class Exchange {

	private static final Logger logger = LoggerFactory.getLogger(Exchange.class);

	private static final Duration LONGEST_WAIT = Duration.ofDays(1);

	private final SyncEnvironment environment;

	private final WireCodec codec;

	private final Duration timeout;

	Exchange(SyncEnvironment environment, WireCodec codec, Duration timeout) {
		this.environment = environment;
		this.codec = codec;
		this.timeout = timeout;
	}

	/**
	 * Send a request.
	 * @param path where to
	 * @param body the body
	 * @param receiver gets the answer
	 */
	void post(String path, String body, Consumer<Answer> receiver) {
		CompletableFuture<TransportResponse> response = CompletableFuture.completedFuture(body)
			.thenCompose((ready) -> this.environment.credentials().headers())
			.thenCompose((headers) -> this.environment.transport().post(new TransportRequest(path, headers, body)));
		Scheduler scheduler = this.environment.scheduler();
		Scheduler.Cancellation timer = scheduler.schedule(this.timeout,
				() -> response.completeExceptionally(new TimeoutException("No answer in " + this.timeout)));
		response.whenComplete((answer, failure) -> scheduler.execute(() -> {
			timer.cancel();
			if (failure != null) {
				logger.debug("{} had no answer: {}", path, failure.toString());
			}
			receiver.accept((answer != null) ? understand(answer) : Answer.Failure.NO_ANSWER);
		}));
	}

	private Answer understand(TransportResponse response) {
		return (response.status() == 200) ? new Answer.Success(response.body())
				: new Answer.Failure(response.status(), problem(response.body()), wait(response.retryAfter()));
	}

	private @Nullable Problem problem(String body) {
		try {
			return this.codec.readProblem(body);
		}
		catch (MalformedMessageException ex) {
			return null;
		}
	}

	/** The header's value is a number of seconds or a date. */
	private @Nullable Duration wait(@Nullable String retryAfter) {
		if (retryAfter == null) {
			return null;
		}
		try {
			return bounded(Duration.ofSeconds(Long.parseLong(retryAfter.trim())));
		}
		catch (NumberFormatException ex) {
			return untilDate(retryAfter);
		}
	}

	private @Nullable Duration untilDate(String date) {
		try {
			Instant then = ZonedDateTime.parse(date.trim(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
			return bounded(Duration.between(this.environment.clock().instant(), then));
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

	/** A header that is out of its mind must not stop a client for ever. */
	private static Duration bounded(Duration wait) {
		return wait.isNegative() ? Duration.ZERO : (wait.compareTo(LONGEST_WAIT) > 0) ? LONGEST_WAIT : wait;
	}

}
