package dev.syncedstore.test.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.push.PushService;

/**
 * The pushing part of a client, without a network: it sends the same again until it has
 * an answer.
 */
final class PushingClient implements Callable<Written> {

	private static final int MOST_AT_ONCE = 5;

	private static final Duration PAUSE = Duration.ofMillis(5);

	private final PushService service;

	private final SpaceId space;

	private final String writer;

	private final SplittableRandom random;

	private final BooleanSupplier goesOn;

	PushingClient(PushService service, SpaceId space, String writer, SplittableRandom random, BooleanSupplier goesOn) {
		this.service = service;
		this.space = space;
		this.writer = writer;
		this.random = random;
		this.goesOn = goesOn;
	}

	/**
	 * Push until told to end.
	 * @return what was confirmed: everything
	 */
	@Override
	public Written call() throws Exception {
		long last = 0;
		while (this.goesOn.getAsBoolean()) {
			List<PushMutation> mutations = new ArrayList<>();
			int count = 1 + this.random.nextInt(MOST_AT_ONCE);
			for (int i = 0; i < count; i++) {
				long id = last + mutations.size() + 1;
				mutations.add(new PushMutation(id, this.writer + id, 1, "write",
						"{\"writer\":\"" + this.writer + "\",\"number\":" + id + ",\"refused\":false}"));
			}
			PushResponse response = push(new PushRequest(1, this.writer, null, last, mutations));
			last += count;
			if (response.lastMutationId() != last || !response.rejectedMutations().isEmpty()) {
				throw new AssertionError(this.writer + " sent up to " + last + " and was told " + response);
			}
		}
		return new Written(this.writer, LongStream.rangeClosed(1, last).boxed().collect(Collectors.toSet()), last);
	}

	private PushResponse push(PushRequest request) throws Exception {
		while (true) {
			Answer<PushResponse> answer = this.service.push(this.space, this.writer, request)
				.toCompletableFuture()
				.get(1, TimeUnit.MINUTES);
			if (answer instanceof Answer.Served<PushResponse> served) {
				return served.body();
			}
			if (!(answer instanceof Answer.Refused<PushResponse> refused)
					|| !refused.problem().is(ProblemCode.UNAVAILABLE) || refused.retryAfter() == null) {
				throw new AssertionError(this.writer + " was answered " + answer);
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
	}

}
