package dev.syncedstore.test.audit;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.syncedstore.test.audit.Event.Made;
import dev.syncedstore.test.audit.Event.Seen;
import dev.syncedstore.test.audit.Event.Sight;

/**
 * Judges what one client shows. What it doesn't show any more must be rejected: that is
 * told after the state has changed.
 */
final class ClientAudit {

	private final String name;

	private final HistoryAudit history;

	/** Made here and not told of yet, in order. */
	private final Set<String> open = new LinkedHashSet<>();

	/** Open, but not shown any more: to be rejected, or lost. */
	private final Set<String> vanished = new LinkedHashSet<>();

	private final Set<String> confirmed = new HashSet<>();

	private final Set<String> rejected = new HashSet<>();

	private Sight base = Sight.NOTHING;

	private Sight view = Sight.NOTHING;

	private boolean running = true;

	/** How often the server's history was taken back without its being seen here. */
	private int behind;

	/** Open, but made in an earlier run: nobody is told when they are applied. */
	private final Set<String> inherited = new HashSet<>();

	/** Open, but perhaps not made at all. */
	private final Set<String> uncertain = new HashSet<>();

	/** What was pending in a copy of the storage that the client went on from. */
	private final Set<String> copied = new HashSet<>();

	/** Told in an earlier run, perhaps without its being written down. */
	private final Set<String> toldBefore = new HashSet<>();

	/** The process has started with what a storage had kept, and nothing was seen yet. */
	private boolean reopened;

	ClientAudit(String name, HistoryAudit history) {
		this.name = name;
		this.history = history;
	}

	void make(Made mutation) {
		this.open.add(mutation.token());
	}

	void told(String token, boolean applied) {
		if (!applied && this.toldBefore.remove(token)) {
			this.open.remove(token);
			this.rejected.add(token);
			return;
		}
		if (!this.open.remove(token)) {
			found("was told of " + token + ", which it had lost");
		}
		boolean unseen = this.vanished.remove(token);
		if (!applied) {
			this.rejected.add(token);
			return;
		}
		if (unseen) {
			found("did not show its own " + token);
		}
		this.confirmed.add(token);
		if (!has(this.base, token) && !this.history.isExcused(token)) {
			found("was told that " + token + " is confirmed before its base has it");
		}
	}

	void crash() {
		this.open.clear();
		this.vanished.clear();
		this.confirmed.clear();
		this.base = Sight.NOTHING;
		this.view = Sight.NOTHING;
		this.inherited.clear();
		this.toldBefore.clear();
		this.reopened = false;
		this.running = false;
	}

	/** The process dies, the storage is kept. */
	void reopen() {
		this.toldBefore.addAll(this.rejected);
		this.inherited.addAll(this.open);
		this.reopened = true;
		this.running = false;
	}

	ClientMemory remember() {
		return new ClientMemory(this.open, this.vanished, this.confirmed, this.rejected, this.base, this.behind,
				this.history.losses());
	}

	/** The process dies, and goes on from a copy of its storage. */
	void revert(ClientMemory memory) {
		Set<String> told = new HashSet<>(this.toldBefore);
		told.addAll(this.rejected);
		crash();
		this.toldBefore.addAll(told);
		this.open.addAll(memory.open());
		this.vanished.addAll(memory.vanished());
		this.confirmed.addAll(memory.confirmed());
		this.rejected.clear();
		this.rejected.addAll(memory.rejected());
		this.base = memory.base();
		this.behind = memory.behind() + this.history.losses() - memory.losses();
		this.inherited.addAll(this.open);
		this.copied.addAll(this.open);
		this.reopened = true;
	}

	/** What came from a copy, and nobody knows yet what became of it. */
	Set<String> copiedAndOpen() {
		Set<String> result = new HashSet<>(this.copied);
		result.retainAll(this.open);
		return result;
	}

	/** The process dies while it makes a mutation. */
	void abandon(String token) {
		this.uncertain.add(token);
	}

	boolean isOpen(String token) {
		return this.open.contains(token);
	}

	boolean mayBeToldAgain(String token) {
		return this.toldBefore.contains(token);
	}

	void mayStartAnew() {
		this.behind++;
	}

	void see(Seen seen) {
		this.running = true;
		seeBase(seen.base());
		seeView(seen);
		settleInherited(seen.base());
		this.base = seen.base();
		this.view = seen.view();
	}

	/** Nobody is told of what was made in an earlier run: the base tells. */
	private void settleInherited(Sight now) {
		List<String> applied = this.open.stream()
			.filter((token) -> this.inherited.contains(token) && has(now, token))
			.toList();
		applied.forEach((token) -> {
			this.open.remove(token);
			if (this.vanished.remove(token)) {
				found("did not show its own " + token);
			}
			this.confirmed.add(token);
			this.history.applied(token);
		});
	}

	private void seeBase(Sight now) {
		boolean lost = this.reopened && now.epoch().isEmpty();
		this.reopened = false;
		if (now.equals(this.base) || lost) {
			// A base that was about to be written anew is not there any more.
			return;
		}
		// Who has nothing yet has nothing to leave behind.
		boolean anew = this.behind > 0 && !this.base.epoch().isEmpty() && (!now.epoch().equals(this.base.epoch())
				|| now.version() < this.base.version() || !startsWith(now.journal(), this.base.journal()));
		this.behind -= anew ? 1 : 0;
		boolean goesOn = now.epoch().equals(this.base.epoch()) || this.base.epoch().isEmpty() || anew;
		if (!goesOn || (!anew && now.version() < this.base.version())) {
			found("went back from version " + this.base.version() + " of " + this.base.epoch() + " to " + now.version()
					+ " of " + now.epoch());
		}
		else if (!anew && !startsWith(now.journal(), this.base.journal())) {
			found("went over to another history, from " + this.base.journal() + " to " + now.journal());
		}
		if (now.epoch().equals(this.history.last().epoch()) && !startsWith(this.history.last().journal(), now.journal())
				&& now.journal().stream().noneMatch(this.history::isLostAtAnyTime)) {
			found("has a base that is no moment of the server's history: " + now.journal());
		}
		Set<String> made = new HashSet<>(now.journal());
		now.lists().values().forEach(made::removeAll);
		if (!made.isEmpty() || now.lists().values().stream().mapToInt(List::size).sum() != now.journal().size()) {
			found("has a mutation in part only: " + now.journal() + ", " + now.lists());
		}
	}

	private void seeView(Seen seen) {
		Sight now = seen.view();
		if (!startsWith(now.journal(), seen.base().journal())) {
			found("shows something else than its base and more: " + now.journal() + " on " + seen.base().journal());
		}
		else {
			List<String> more = now.journal().subList(seen.base().journal().size(), now.journal().size());
			if (more.stream().anyMatch((token) -> this.confirmed.contains(token) && !this.history.isExcused(token))) {
				found("has lost what was confirmed from its base: " + more);
			}
			if (!more.stream().allMatch((token) -> this.open.contains(token) || this.confirmed.contains(token))) {
				found("shows what is neither in its base nor its own: " + more);
			}
		}
		Set<String> shown = new HashSet<>();
		Stream.concat(now.journal().stream(), now.kept().stream())
			.filter((token) -> !shown.add(token) && !this.history.mayComeAgain(token))
			.forEach((token) -> found("shows " + token + " twice: " + now.journal() + ", " + now.kept()));
		for (String token : this.open) {
			if (!shown.contains(token)) {
				boolean excused = this.uncertain.contains(token)
						|| (seen.base().epoch().isEmpty() && this.inherited.contains(token));
				if (!excused) {
					this.vanished.add(token);
				}
			}
			else if (this.vanished.remove(token)) {
				found("did not show its own " + token);
			}
		}
		for (String token : now.kept()) {
			if (!this.history.makerOf(token).equals(this.history.user(this.name))) {
				found("sees " + token + ", which is private to another");
			}
		}
		if (this.rejected.stream().anyMatch((token) -> has(now, token))) {
			found("still shows what was rejected");
		}
	}

	/** All is done. */
	void end(Set<String> kept) {
		if (!this.running) {
			return;
		}
		this.open.removeIf((token) -> this.uncertain.contains(token)
				|| (this.inherited.contains(token) && this.history.isSettled(token)));
		if (!this.open.isEmpty()) {
			found("was never told of " + this.open);
		}
		if (!this.view.journal().equals(this.history.last().journal())
				|| !this.view.lists().equals(this.history.last().lists())
				|| !new HashSet<>(this.view.kept()).equals(kept)) {
			found("has not converged: it shows " + this.view + ", the server has " + this.history.last());
		}
	}

	private static boolean has(Sight sight, String token) {
		return sight.journal().contains(token) || sight.kept().contains(token);
	}

	private static boolean startsWith(List<String> journal, List<String> beginning) {
		return journal.size() >= beginning.size() && journal.subList(0, beginning.size()).equals(beginning);
	}

	private void found(String finding) {
		this.history.found(this.name + " " + finding);
	}

}
