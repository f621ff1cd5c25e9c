package dev.syncedstore.test.audit;

import java.util.List;
import java.util.Map;

/**
 * Something that was observed from outside. Every mutation of an audited history appends
 * one token, which is never used again, to a journal, and the same token to one of
 * several lists, or it keeps a token to itself. So what a client sees tells which
 * mutations it has, how often, and in which order.
 */
public sealed interface Event {

	/**
	 * A client made a mutation.
	 *
	 * @param client who
	 * @param token what it appends
	 * @param list to which list besides the journal; empty for a private one
	 */
	record Made(String client, String token, String list) implements Event {
	}

	/**
	 * The maker was told that a mutation was applied for good.
	 *
	 * @param token the mutation's token
	 */
	record Confirmed(String token) implements Event {
	}

	/**
	 * The maker was told that a mutation was refused.
	 *
	 * @param token the mutation's token
	 */
	record Rejected(String token) implements Event {
	}

	/**
	 * Somebody looked at what a client has.
	 *
	 * @param client which one
	 * @param base what it has from the server
	 * @param view what it shows
	 */
	record Seen(String client, Sight base, Sight view) implements Event {
	}

	/**
	 * A client lost its memory: what it has not told the server may be lost, and its base
	 * begins anew.
	 *
	 * @param client which one
	 */
	record Crashed(String client) implements Event {
	}

	/**
	 * A client's process died, and its storage was kept: it goes on from where it was,
	 * but nobody is left to be told that a mutation was applied.
	 *
	 * @param client which one
	 */
	record Reopened(String client) implements Event {
	}

	/**
	 * A client's process died while it made a mutation: it is made, or it is not.
	 *
	 * @param client which one
	 * @param token the mutation's token, which was told as made
	 */
	record Abandoned(String client, String token) implements Event {
	}

	/**
	 * A copy was made of a client's storage.
	 *
	 * @param client which one
	 * @param copy names the copy, and an older one of the same name no more
	 */
	record Copied(String client, String copy) implements Event {
	}

	/**
	 * A client's process died, and it goes on from a copy of its storage: what it has
	 * made since and not told the server may be lost.
	 *
	 * @param client which one
	 * @param copy names the copy
	 */
	record Reverted(String client, String copy) implements Event {
	}

	/**
	 * The server's history was taken back: what is not in the journal any more is lost,
	 * and bases begin anew, once their owners have heard of it.
	 *
	 * @param journal what is left
	 * @param lost what was there before. Its clients send it again under another id, and
	 * a message that is repeated late brings it once more: nobody can tell
	 */
	record TakenBack(List<String> journal, List<String> lost) implements Event {

		public TakenBack {
			journal = List.copyOf(journal);
			lost = List.copyOf(lost);
		}

		/**
		 * What was there before is not known.
		 * @param journal what is left
		 */
		public TakenBack(List<String> journal) {
			this(journal, List.of());
		}

	}

	/**
	 * What is there to be seen.
	 *
	 * @param epoch names the history it comes from; empty where nothing is known yet
	 * @param version how far in that history
	 * @param journal the journal
	 * @param lists the lists by their names
	 * @param kept the private tokens
	 */
	record Sight(String epoch, long version, List<String> journal, Map<String, List<String>> lists, List<String> kept) {

		/** Nothing is there. */
		public static final Sight NOTHING = new Sight("", 0, List.of(), Map.of(), List.of());

		public Sight {
			journal = List.copyOf(journal);
			lists = Map.copyOf(lists);
			kept = List.copyOf(kept);
		}

	}

}
