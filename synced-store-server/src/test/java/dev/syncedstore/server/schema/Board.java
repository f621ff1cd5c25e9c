package dev.syncedstore.server.schema;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.syncedstore.core.Description;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Schema;
import dev.syncedstore.core.Singleton;
import dev.syncedstore.core.Table;
import dev.syncedstore.server.action.Action;
import dev.syncedstore.server.action.ActionContext;
import dev.syncedstore.server.action.Actions;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A store type with something of everything that a schema shows.
 */
@Schema(type = "board", version = 2, description = "A board of cards")
final class Board {

	@Description("The cards, by id")
	public static final Table<Card> CARDS = Table.of("cards", Card.class);

	@Description("How the board looks")
	public static final Singleton<Settings> SETTINGS = Singleton.of("settings", "look", Settings.class);

	private Board() {
	}

	@Description("Something to be done")
	record Card(@Description("What it says") @NotBlank @Size(max = 500) String text, Column column,
			@Nullable @Size(min = 1, max = 200) String position, Optional<Instant> due, List<@NotBlank String> tags,
			Map<String, Integer> votes, Attachment attachment) {
	}

	enum Column {

		WAITING, DOING, DONE

	}

	sealed interface Attachment {

		record Link(@Pattern(regexp = "https?://.+") String url) implements Attachment {
		}

		record Nothing() implements Attachment {
		}

	}

	record Settings(@Min(1) int width, double zoom, boolean dark) {
	}

	record AddCard(UUID id, Card card) {
	}

	record Report(long cards, Optional<Card> oldest) {
	}

	/** The mutators, which have a table of their own. */
	@Mutators(type = "board")
	static class BoardMutators {

		static final Table<Card> ARCHIVE = Table.of("archive", Card.class);

		@Mutator(description = "Add a card")
		public void addCard(MutationContext ctx, AddCard args) {
			ctx.table(CARDS).set(args.id().toString(), args.card());
		}

		@Mutator(transactional = true)
		public void look(MutationContext ctx, Settings args) {
			ctx.singleton(SETTINGS).set(args);
		}

	}

	@Actions(type = "board")
	static class BoardActions {

		@Action("Count the cards")
		public Report report(ActionContext ctx) {
			return new Report(0, Optional.empty());
		}

		@Action
		public void announce(ActionContext ctx, Settings args) {
		}

	}

}
