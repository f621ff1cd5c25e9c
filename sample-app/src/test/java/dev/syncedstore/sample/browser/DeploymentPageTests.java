package dev.syncedstore.sample.browser;

import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.notes.FirstNotes;
import dev.syncedstore.notes.NotesNode;
import dev.syncedstore.notes.SecondNotes;
import dev.syncedstore.sample.Relay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.syncedstore.sample.browser.ClientPages.status;
import static dev.syncedstore.sample.browser.ClientPages.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A node of either version on one database, and pages that meet now the one and now the
 * other at the same address.
 */
@ExtendWith(ChromiumExtension.class)
class DeploymentPageTests {

	private static final SpaceId SPACE = new SpaceId("notes", "shared");

	@Test
	@Expect({ Noise.SERVER_AWAY, Noise.SERVER_OLDER, Noise.PUT_OFF })
	void pagesOfBothVersionsLoseNothingBetweenNodesOfBothVersions(Chromium chromium) {
		TestDatabase database = TestDatabase.create();
		try (NotesNode older = new NotesNode(database, FirstNotes.class);
				NotesNode newer = new NotesNode(database, SecondNotes.class);
				Relay relay = new Relay(older.address())) {
			Page alice = open(chromium.newContext().newPage(), relay, "alice", 1);
			write(alice, "a", "before");
			assertThat(status(alice)).hasText("connected, 0 pending");
			Page bob = open(chromium.newContext().newPage(), relay, "bob", 1);
			assertThat(notes(bob)).hasText("a: before, undefined");
			theNewerNodeTakesThePlaceOfTheOlder(relay, newer, alice);
			alice = open(alice, relay, "alice", 2);
			assertThat(notes(alice)).hasText(new String[] { "a: before, 6", "b: offline, 7" });
			assertThat(status(alice)).hasText("connected, 0 pending");
			theOlderNodeIsBackAndPutsOffBothPages(relay, older, alice, bob);
			relay.lead(newer.address());
			assertThat(notes(alice)).hasCount(4);
			assertThat(status(alice)).hasText("connected, 0 pending");
			waitUntil(bob, "seen.updateNeeded.length > 0");
			bob = open(bob, relay, "bob", 2);
			assertThat(status(bob)).hasText("connected, 0 pending");
			List<String> all = List.of("a: before, 6", "b: offline, 7", "c: new, 3", "d: old, 3");
			assertThat(notes(bob)).hasText(all.toArray(String[]::new));
			assertThat(notes(alice)).hasText(all.toArray(String[]::new));
			assertThat(newer.notes(SPACE)).isEqualTo(all);
			nothingWasRejected(alice, bob);
		}
	}

	/** What the older page has done meanwhile is processed, but it can't read that. */
	private static void theNewerNodeTakesThePlaceOfTheOlder(Relay relay, NotesNode newer, Page alice) {
		relay.cut();
		assertThat(status(alice)).hasText("disconnected, 0 pending");
		write(alice, "b", "offline");
		relay.lead(newer.address());
		relay.mend();
		await().until(() -> newer.notes(SPACE), List.of("a: before, 6", "b: offline, 7")::equals);
		waitUntil(alice, "seen.updateNeeded.length > 0");
		assertThat(notes(alice)).hasText(new String[] { "a: before, undefined", "b: offline, undefined" });
		assertThat(status(alice)).containsText("1 pending");
		nothingWasRejected(alice);
	}

	/**
	 * What the older page does is of a space that has moved on, what the newer one does
	 * is of a version that is not known here. Both try again.
	 */
	private static void theOlderNodeIsBackAndPutsOffBothPages(Relay relay, NotesNode older, Page alice, Page bob) {
		relay.lead(older.address());
		write(alice, "c", "new");
		write(bob, "d", "old");
		waitUntil(bob, "seen.statuses.includes(503)");
		waitUntil(alice, "seen.statuses.filter((status) => status === 409).length > 1");
		assertThat(status(alice)).containsText("1 pending");
		assertThat(status(bob)).containsText("1 pending");
		assertThat(alice.evaluate("seen.updateNeeded")).isEqualTo(List.of());
		nothingWasRejected(alice, bob);
	}

	private static void nothingWasRejected(Page... pages) {
		for (Page page : pages) {
			assertThat(page.evaluate("seen.rejected")).isEqualTo(List.of());
		}
	}

	private static Page open(Page page, Relay relay, String user, int version) {
		page.navigate(relay.address() + "/notes.html?version=" + version + "&user=" + user);
		return page;
	}

	private static void write(Page page, String id, String text) {
		page.evaluate("([id, text]) => write(id, text).then(({ id }) => id)", List.of(id, text));
	}

	private static Locator notes(Page page) {
		return page.locator("#notes li");
	}

}
