package dev.syncedstore.server.poke;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.poke.Inbox.Owner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the log where spaces are and whose clients are. Whoever asks while a query is
 * under way is served by the next one, so that a thousand subscriptions at once take few
 * queries and one connection. Thread-safe.
 */
final class LogReads {

	private static final Logger logger = LoggerFactory.getLogger(LogReads.class);

	private static final int MAX_ASKS = 500;

	private final PokeParts parts;

	private final Queue<Ask> asks = new ArrayDeque<>();

	/** Is told of spaces that are not under this node's version of their schema yet. */
	private volatile Consumer<SpaceId> migrations = (space) -> {
	};

	private boolean running;

	LogReads(PokeParts parts) {
		this.parts = parts;
	}

	void migrations(Consumer<SpaceId> migrations) {
		this.migrations = migrations;
	}

	/**
	 * Ask for a channel.
	 * @param channel gets the answer into its inbox
	 * @param member whose client to look up, or {@code null} to ask for the position only
	 */
	void ask(SpaceChannel channel, @Nullable Member member) {
		synchronized (this) {
			this.asks.add(new Ask(channel, member));
			if (this.running) {
				return;
			}
			this.running = true;
		}
		submit();
	}

	private void submit() {
		try {
			this.parts.database().execute(this::run);
		}
		catch (RejectedExecutionException ex) {
			takeAll().forEach(Ask::unanswered);
		}
	}

	private void run() {
		List<Ask> taken = take(MAX_ASKS);
		try {
			Map<SpaceId, SpaceHead> heads = this.parts.log()
				.heads(taken.stream().map((ask) -> ask.channel.space()).collect(Collectors.toSet()));
			for (Ask ask : taken) {
				answer(ask, heads.get(ask.channel.space()));
			}
			heads.forEach(this::bring);
		}
		catch (RuntimeException ex) {
			log(ex);
			taken.forEach(Ask::unanswered);
		}
		synchronized (this) {
			if (this.asks.isEmpty()) {
				this.running = false;
				return;
			}
		}
		submit();
	}

	private void answer(Ask ask, @Nullable SpaceHead head) {
		Member member = ask.member;
		if (head == null || (member != null && member.hasEnded())) {
			ask.unanswered();
			return;
		}
		try {
			ask.channel.post(new Inbox.Answered(member, (member != null) ? owner(member, head) : Owner.NOBODY, head));
		}
		catch (RuntimeException ex) {
			log(ex);
			ask.unanswered();
		}
	}

	/** What somebody subscribes to is to be of this node's version of the schema. */
	private void bring(SpaceId space, SpaceHead head) {
		int version = this.parts.schemaVersions().applyAsInt(space.storeType());
		if (head.isAlive() && head.version() > 0 && head.schema().version() < version) {
			this.migrations.accept(space);
		}
	}

	/**
	 * The position was read before, so that a space that existed then can't be created by
	 * somebody else in between.
	 */
	private Owner owner(Member member, SpaceHead head) {
		if (!head.isAlive()) {
			return Owner.NOBODY;
		}
		PokeSubscription subscription = member.subscription();
		return switch (this.parts.log().claim(subscription.space(), subscription.clientId(), subscription.userId())) {
			case USER -> Owner.USER;
			case NOBODY -> Owner.NOBODY;
			case ANOTHER -> Owner.ANOTHER;
		};
	}

	private synchronized List<Ask> take(int limit) {
		List<Ask> taken = new ArrayList<>();
		while (taken.size() < limit && !this.asks.isEmpty()) {
			taken.add(this.asks.remove());
		}
		return taken;
	}

	private synchronized List<Ask> takeAll() {
		this.running = false;
		return take(Integer.MAX_VALUE);
	}

	private static void log(RuntimeException ex) {
		if (ex instanceof LogUnavailableException) {
			logger.debug("The log can't be asked for positions of spaces", ex);
		}
		else {
			logger.warn("The log can't be asked for positions of spaces", ex);
		}
	}

	/**
	 * A question.
	 *
	 * @param channel who asks
	 * @param member for whom, or {@code null}
	 */
	private record Ask(SpaceChannel channel, @Nullable Member member) {

		void unanswered() {
			this.channel.post(new Inbox.Unanswered(this.member));
		}

	}

}
