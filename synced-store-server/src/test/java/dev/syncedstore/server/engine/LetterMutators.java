package dev.syncedstore.server.engine;

import java.util.List;
import java.util.Optional;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationSource;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Scan;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableWriter;

/**
 * Spaces that write letters to each other, and notes.
 */
@Mutators(type = "letters")
public class LetterMutators {

	public static final Table<Letter> RECEIVED = Table.of("received", Letter.class);

	public static final Table<Letter> SENT = Table.of("sent", Letter.class);

	public record Letter(String text, String from) {
	}

	public record Send(String to, String text, int times) {
	}

	public record Forward(List<String> path, String text) {
	}

	public record Receive(String text) {
	}

	public record Look(String notes, String key) {
	}

	@Mutator
	public void send(MutationContext ctx, Send args) {
		ctx.table(SENT).set(args.text(), new Letter(args.text(), ""));
		for (int i = 0; i < args.times(); i++) {
			ctx.mutateOther(letters(args.to()), LetterMutators::receive, new Receive(args.text()));
		}
	}

	@Mutator
	public void sendAndReject(MutationContext ctx, Send args) {
		send(ctx, args);
		throw ctx.reject("changed_my_mind", "No");
	}

	@Mutator
	public void sendNote(MutationContext ctx, Send args) {
		ctx.mutateOther(new SpaceId("notes", args.to()), NoteMutators::put,
				new NoteMutators.Put(args.text(), args.text()));
	}

	@Mutator
	public void sendToTheWrongType(MutationContext ctx, Send args) {
		ctx.mutateOther(letters(args.to()), NoteMutators::put, new NoteMutators.Put(args.text(), args.text()));
	}

	/** Keeps what arrives in the order in which it arrives, unless it is asked not to. */
	@Mutator
	public void receive(MutationContext ctx, Receive args) {
		if (args.text().startsWith("poison")) {
			throw ctx.reject("poisoned", "Not with me");
		}
		TableWriter<Letter> received = ctx.table(RECEIVED);
		long number = received.scan(Scan.all().reversed().limit(1))
			.stream()
			.map((last) -> Long.parseLong(last.key()))
			.findFirst()
			.orElse(100_000L) + 1;
		received.set(String.valueOf(number), new Letter(args.text(), ctx.userId() + source(ctx)));
	}

	@Mutator
	public void forward(MutationContext ctx, Forward args) {
		receive(ctx, new Receive(args.text()));
		if (!args.path().isEmpty()) {
			ctx.mutateOther(letters(args.path().get(0)), LetterMutators::forward,
					new Forward(args.path().subList(1, args.path().size()), args.text()));
		}
	}

	@Mutator
	public void look(MutationContext ctx, Look args) {
		ctx.readOther(new SpaceId("notes", args.notes()), (notes) -> ctx.table(SENT)
			.set(args.key(), new Letter(
					notes.table(NoteMutators.NOTES).get(args.key()).map(NoteMutators.Note::text).orElse("nothing"),
					notes.userId())));
	}

	/** The refusal stands. */
	@Mutator
	public void lookCarelessly(MutationContext ctx, Look args) {
		try {
			look(ctx, args);
		}
		catch (RuntimeException ex) {
			ctx.table(SENT).set(args.key(), new Letter("careless", ""));
		}
	}

	private static SpaceId letters(String instance) {
		return new SpaceId("letters", instance);
	}

	private static String source(MutationContext ctx) {
		Optional<MutationSource> source = ctx.source();
		return source
			.map((from) -> " by " + from.space().instanceId() + "@" + from.version() + " " + from.mutator() + " of "
					+ from.userId())
			.orElse("");
	}

}
