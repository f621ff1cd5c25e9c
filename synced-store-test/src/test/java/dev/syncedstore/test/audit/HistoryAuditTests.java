package dev.syncedstore.test.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.syncedstore.test.audit.Event.Confirmed;
import dev.syncedstore.test.audit.Event.Crashed;
import dev.syncedstore.test.audit.Event.Made;
import dev.syncedstore.test.audit.Event.Rejected;
import dev.syncedstore.test.audit.Event.Seen;
import dev.syncedstore.test.audit.Event.Sight;
import dev.syncedstore.test.audit.Event.TakenBack;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A judge that acquits everybody is no judge: here are crimes.
 */
@Tag("one-jdk")
class HistoryAuditTests {

	private static final Map<String, String> USERS = Map.of("a", "alice", "phone", "alice", "b", "bob");

	private final List<Event> events = new ArrayList<>();

	@Test
	void aHistoryInWhichAllIsWell() {
		happen(new Made("a", "1", "l"), new Seen("a", at(0), at(0, "1")), new Made("b", "2", "l"),
				new Seen("b", at(0), at(0, "2")), new Seen("a", at(1, "1"), at(1, "1")), new Confirmed("1"),
				new Seen("b", at(1, "1"), at(1, "1", "2")), new Seen("b", at(2, "1", "2"), at(2, "1", "2")),
				new Confirmed("2"), new Made("a", "3", "l"), new Seen("a", at(2, "1", "2"), at(2, "1", "2", "3")),
				new Seen("a", at(3, "1", "2"), at(3, "1", "2")), new Rejected("3"),
				new Seen("b", at(3, "1", "2"), at(3, "1", "2")));
		assertFound(at(3, "1", "2"));
	}

	@Test
	void aConfirmedMutationIsLost() {
		happen(new Made("a", "1", "l"), new Seen("a", at(1, "1"), at(1, "1")), new Confirmed("1"));
		assertFound(at(1), "1 was confirmed, but is lost", "no moment of the server's history", "has not converged");
	}

	@Test
	void aMutationTakesEffectTwice() {
		happen(new Made("a", "1", "l"), new Seen("a", at(2, "1", "1"), at(2, "1", "1")), new Confirmed("1"));
		assertFound(at(2, "1", "1"), "1 has taken effect twice", "a shows 1 twice");
	}

	@Test
	void aRejectedMutationTakesEffect() {
		happen(new Made("a", "1", "l"), new Seen("a", at(1), at(1)), new Rejected("1"),
				new Seen("a", at(2, "1"), at(2, "1")));
		assertFound(at(2, "1"), "1 was rejected, but has taken effect", "still shows what was rejected");
	}

	@Test
	void confirmedWasALie() {
		happen(new Made("a", "1", "l"), new Seen("a", at(0), at(0, "1")), new Confirmed("1"),
				new Seen("a", at(1, "1"), at(1, "1")));
		assertFound(at(1, "1"), "told that 1 is confirmed before its base has it");
	}

	@Test
	void twoOutcomesAreTold() {
		happen(new Made("a", "1", "l"), new Seen("a", at(1, "1"), at(1, "1")), new Confirmed("1"), new Rejected("1"),
				new Confirmed("9"));
		assertFound(at(1, "1"), "1 was rejected, though it was told of already", "9 was confirmed, though");
	}

	@Test
	void aBaseGoesBack() {
		happen(new Made("b", "1", "l"), new Seen("b", at(1, "1"), at(1, "1")), new Confirmed("1"),
				new Seen("a", at(1, "1"), at(1, "1")), new Seen("a", at(0), at(0)),
				new Seen("a", at(1, "1"), at(1, "1")));
		assertFound(at(1, "1"), "a went back from version 1 of e to 0 of e");
	}

	@Test
	void aBaseIsNoMomentOfTheHistory() {
		happen(new Made("b", "1", "l"), new Made("b", "2", "l"), new Seen("b", at(2, "1", "2"), at(2, "1", "2")),
				new Confirmed("1"), new Confirmed("2"), new Seen("a", at(1, "2"), at(1, "2")),
				new Seen("a", at(2, "1", "2"), at(2, "1", "2")));
		assertFound(at(2, "1", "2"), "no moment of the server's history", "went over to another history");
	}

	@Test
	void aMutationIsThereInPart() {
		Sight half = new Sight("e", 1, List.of("1"), Map.of(), List.of());
		happen(new Made("b", "1", "l"), new Seen("b", at(1, "1"), at(1, "1")), new Confirmed("1"),
				new Seen("a", half, half), new Seen("a", at(1, "1"), at(1, "1")));
		assertFound(at(1, "1"), "a has a mutation in part only");
		assertThat(HistoryAudit.findings(USERS, this.events, half)).anyMatch((one) -> one.contains("is there in part"));
	}

	@Test
	void aClientDoesNotSeeItsOwnWrites() {
		happen(new Made("a", "1", "l"), new Seen("a", at(0), at(0)), new Seen("a", at(1, "1"), at(1, "1")),
				new Confirmed("1"));
		assertFound(at(1, "1"), "a did not show its own 1");
	}

	@Test
	void aBaseForgetsWhatWasConfirmed() {
		happen(new Made("a", "1", "l"), new Made("a", "2", "l"), new Seen("a", at(1, "1"), at(1, "1", "2")),
				new Confirmed("1"), new Seen("a", at(1), at(1, "1", "2")),
				new Seen("a", at(2, "1", "2"), at(2, "1", "2")), new Confirmed("2"));
		assertFound(at(2, "1", "2"), "a went over to another history", "has lost what was confirmed from its base");
	}

	@Test
	void aClientShowsWhatIsNobodys() {
		happen(new Made("b", "1", "l"), new Seen("a", at(0), at(0, "1")), new Seen("b", at(1, "1"), at(1, "1")),
				new Confirmed("1"), new Seen("a", at(1, "1"), at(1, "1")));
		assertFound(at(1, "1"), "a shows what is neither in its base nor its own: [1]");
	}

	@Test
	void theServerHasWhatNobodyMade() {
		happen(new Seen("a", at(1, "ghost"), at(1, "ghost")));
		assertFound(at(1, "ghost"), "ghost is there, but nobody made it", "is there in part");
	}

	@Test
	void theOrderOfAClientIsNotKept() {
		happen(new Made("a", "1", "l"), new Made("a", "2", "l"), new Seen("a", at(2, "2", "1"), at(2, "2", "1")),
				new Confirmed("1"), new Confirmed("2"));
		assertFound(at(2, "2", "1"), "1 has taken effect after what its client made later");
	}

	@Test
	void aPrivateTokenIsSeenByAnother() {
		Sight secret = new Sight("e", 1, List.of(), Map.of(), List.of("1"));
		happen(new Made("a", "1", ""), new Seen("a", secret, secret), new Confirmed("1"),
				new Seen("phone", secret, secret));
		assertFound(secret);
		happen(new Seen("b", secret, secret));
		assertFound(secret, "b sees 1, which is private to another", "b has not converged");
	}

	@Test
	void aMutationIsLeftWithoutAnOutcome() {
		happen(new Made("a", "1", "l"), new Seen("a", at(1, "1"), at(1, "1")));
		assertFound(at(1, "1"), "a was never told of [1]");
	}

	@Test
	void aCrashExcusesWhatTheServerWasNotTold() {
		happen(new Made("a", "1", "l"), new Seen("a", at(0), at(0, "1")), new Crashed("a"),
				new Seen("a", at(0), at(0)));
		assertFound(at(0));
		happen(new Confirmed("1"));
		assertFound(at(0), "was told of 1, which it had lost", "1 was confirmed, but is lost",
				"before its base has it");
	}

	@Test
	void whatWasSentBeforeACrashMayArriveAfterIt() {
		happen(new Made("a", "1", "l"), new Seen("a", at(0), at(0, "1")), new Crashed("a"), new Made("a", "2", "l"),
				new Seen("a", at(1, "2"), at(1, "2")), new Confirmed("2"),
				new Seen("a", at(2, "2", "1"), at(2, "2", "1")));
		assertFound(at(2, "2", "1"));
	}

	@Test
	void aLostHistoryExcusesWhatWasInIt() {
		Sight anew = new Sight("f", 2, List.of("1", "3"), Map.of("l", List.of("1", "3")), List.of());
		happen(new Made("a", "1", "l"), new Made("a", "2", "l"), new Seen("a", at(2, "1", "2"), at(2, "1", "2")),
				new Confirmed("1"), new Confirmed("2"), new TakenBack(List.of("1")), new Made("a", "3", "l"),
				new Seen("a", at(2, "1", "2"), at(2, "1", "2", "3")), new Seen("a", anew, anew), new Confirmed("3"));
		assertFound(anew);
		Sight worse = new Sight("f", 2, List.of("3"), Map.of("l", List.of("3")), List.of());
		assertThat(HistoryAudit.findings(USERS, this.events, worse)).contains("1 was confirmed, but is lost");
	}

	@Test
	void aHistoryMayGoOnUnderItsNameAfterALoss() {
		happen(new Made("a", "1", "l"), new Made("a", "2", "l"), new Seen("a", at(2, "1", "2"), at(2, "1", "2")),
				new Confirmed("1"), new Confirmed("2"), new TakenBack(List.of("1")),
				new Seen("a", at(1, "1"), at(1, "1")), new Made("a", "3", "l"),
				new Seen("a", at(2, "1", "3"), at(2, "1", "3")), new Confirmed("3"));
		assertFound(at(2, "1", "3"));
	}

	@Test
	void whoBeginsAfterALossMayStillHaveToBeginAnew() {
		Sight anew = new Sight("f", 1, List.of("1"), Map.of("l", List.of("1")), List.of());
		happen(new Made("a", "1", "l"), new Seen("a", at(1, "1"), at(1, "1")), new Confirmed("1"), new Crashed("a"),
				new TakenBack(List.of("1")), new Seen("a", at(1, "1"), at(1, "1")), new Seen("a", anew, anew));
		assertFound(anew);
	}

	@Test
	void anotherHistoryIsNotTakenWithoutNeed() {
		Sight anew = new Sight("f", 1, List.of("1"), Map.of("l", List.of("1")), List.of());
		happen(new Made("a", "1", "l"), new Seen("a", at(1, "1"), at(1, "1")), new Confirmed("1"),
				new Seen("a", anew, anew));
		assertFound(anew, "a went back from version 1 of e to 1 of f");
	}

	private void happen(Event... happened) {
		this.events.addAll(List.of(happened));
	}

	/** Each of some things is found, and nothing else. */
	private void assertFound(Sight last, String... expected) {
		List<String> findings = HistoryAudit.findings(USERS, this.events, last);
		assertThat(expected).allSatisfy((one) -> assertThat(findings).anyMatch((finding) -> finding.contains(one)));
		assertThat(findings)
			.allSatisfy((finding) -> assertThat(Stream.of(expected)).anyMatch((one) -> finding.contains(one)));
	}

	private static Sight at(long version, String... journal) {
		return new Sight("e", version, List.of(journal),
				(journal.length == 0) ? Map.of() : Map.of("l", List.of(journal)), List.of());
	}

}
