package dev.syncedstore.test.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/**
 * Mutators with the bugs that mutators have, each in a class of its own.
 */
final class BuggyMutators {

	static final Table<Switch> SWITCHES = Table.of("switches", Switch.class);

	static final Table<Text> TEXTS = Table.of("texts", Text.class);

	static final Table<Pad> PADS = Table.of("pads", Pad.class);

	private BuggyMutators() {
	}

	private static void write(MutationContext ctx, String key, Object text) {
		ctx.table(TEXTS).set(key, new Text(String.valueOf(text)));
	}

	/** Flips. */
	@Mutators(type = "bugs")
	public static class Toggle {

		@Mutator
		public void toggle(MutationContext ctx, Id args) {
			boolean on = ctx.table(SWITCHES).get(args.id()).map(Switch::on).orElse(false);
			ctx.table(SWITCHES).set(args.id(), new Switch(!on));
			if (ctx.isServer()) {
				int number = ctx.serverOnly().table(TEXTS).scan().size();
				ctx.serverOnly().table(TEXTS).set("audit-" + number, new Text("toggled"));
			}
		}

	}

	/** Looks at the clock. */
	@Mutators(type = "bugs")
	public static class Stamp {

		@Mutator
		public void stamp(MutationContext ctx, Id args) {
			write(ctx, args.id(), System.currentTimeMillis());
		}

	}

	/** Looks at the calendar. */
	@Mutators(type = "bugs")
	public static class Calendar {

		@Mutator
		public void date(MutationContext ctx, Id args) {
			write(ctx, args.id(), LocalDate.now());
		}

	}

	/** Throws dice. */
	@Mutators(type = "bugs")
	public static class Dice {

		@Mutator
		public void roll(MutationContext ctx, Id args) {
			write(ctx, args.id(), new Random().nextLong());
		}

	}

	/** Counts for all. */
	@Mutators(type = "bugs")
	public static class Count {

		private static final AtomicLong COUNT = new AtomicLong();

		@Mutator
		public void count(MutationContext ctx, Id args) {
			write(ctx, args.id(), COUNT.incrementAndGet());
		}

	}

	/** Remembers what a process has seen first, which is the same all the time. */
	@Mutators(type = "bugs")
	public static class Remember {

		private static final Object FIRST = new Object();

		@Mutator
		public void remember(MutationContext ctx, Id args) {
			write(ctx, args.id(), System.identityHashCode(FIRST));
		}

	}

	/** Iterates. */
	@Mutators(type = "bugs")
	public static class HashOrder {

		@Mutator
		public void hashOrder(MutationContext ctx, Id args) {
			Map<String, Integer> letters = new HashMap<>();
			for (String letter : List.of("one", "two", "three")) {
				letters.put(letter, letter.length());
			}
			write(ctx, args.id(), letters.keySet());
		}

	}

	/** Iterates. */
	@Mutators(type = "bugs")
	public static class SetOrder {

		@Mutator
		public void setOrder(MutationContext ctx, Id args) {
			StringBuilder letters = new StringBuilder();
			Set.of("one", "two", "three").forEach(letters::append);
			write(ctx, args.id(), letters);
		}

	}

	/** Iterates. */
	@Mutators(type = "bugs")
	public static class CollectedOrder {

		@Mutator
		public void collectedOrder(MutationContext ctx, Id args) {
			Map<Integer, List<String>> byLength = Stream.of("one", "three", "seventeen")
				.collect(Collectors.groupingBy(String::length));
			Set<String> texts = Stream.of("a", "b", "c").collect(Collectors.toCollection(HashSet::new));
			write(ctx, args.id(), byLength.values() + String.join(",", texts));
		}

	}

	/** Uses hash tables, but not their order. */
	@Mutators(type = "bugs")
	public static class Tidy {

		@Mutator
		public void tidy(MutationContext ctx, Id args) {
			Map<String, Integer> letters = new HashMap<>(Map.of("one", 1, "two", 2));
			Set<String> known = new HashSet<>(Set.of("one", "two"));
			known.removeIf((letter) -> !letters.containsKey(letter));
			letters.keySet().remove("two");
			letters.entrySet().removeIf((entry) -> entry.getValue() > 1);
			List<String> sorted = known.stream().sorted().toList();
			write(ctx, args.id(), sorted + " " + letters + " " + letters.values());
		}

	}

	/** Fails at times. */
	@Mutators(type = "bugs")
	public static class Fail {

		@Mutator
		public void fail(MutationContext ctx, Divide args) {
			write(ctx, args.id(), 100 / args.by());
		}

	}

	/** Keeps what is said in confidence, and publishes it. */
	@Mutators(type = "bugs")
	public static class Publish {

		@Mutator
		public void confide(MutationContext ctx, Said args) {
			ctx.privateOfUser(ctx.userId()).table(TEXTS).set("mine", new Text(args.words()));
		}

		@Mutator
		public void publish(MutationContext ctx, Of args) {
			if (ctx.isServer()) {
				ctx.privateOfUser(args.user())
					.table(TEXTS)
					.get("mine")
					.ifPresent((text) -> ctx.table(TEXTS).set("all", text));
			}
			ctx.table(SWITCHES).set("published", new Switch(true));
		}

	}

	/** Publishes the user's own. */
	@Mutators(type = "bugs")
	public static class PublishOwn {

		@Mutator
		public void confide(MutationContext ctx, Said args) {
			ctx.privateOfUser(ctx.userId()).table(TEXTS).set("mine", new Text(args.words()));
		}

		@Mutator
		public void publishOwn(MutationContext ctx, Id args) {
			ctx.privateOfUser(ctx.userId())
				.table(TEXTS)
				.get("mine")
				.ifPresent((text) -> ctx.table(TEXTS).set("all", text));
			ctx.table(SWITCHES).set(args.id(), new Switch(true));
		}

	}

	/** Gives away what the server alone knows. */
	@Mutators(type = "bugs")
	public static class Unseal {

		@Mutator
		public void seal(MutationContext ctx, Said args) {
			if (ctx.isServer()) {
				ctx.serverOnly().table(TEXTS).set("sealed", new Text(args.words()));
			}
		}

		@Mutator
		public void unseal(MutationContext ctx, Id args) {
			if (ctx.isServer()) {
				ctx.serverOnly()
					.table(TEXTS)
					.get("sealed")
					.ifPresent((text) -> ctx.privateOfUser(ctx.userId()).table(TEXTS).set(args.id(), text));
			}
		}

	}

	/** Writes on what it was given, and on what it has read. */
	@Mutators(type = "bugs")
	public static class Scribble {

		@Mutator
		public void scribble(MutationContext ctx, Pad args) {
			ctx.table(PADS).set("pad", args);
			args.words().add("scribbled");
		}

		@Mutator
		public void scribbleOnRead(MutationContext ctx, Id args) {
			ctx.table(PADS).set("clean", new Pad(List.of()));
			ctx.table(PADS).get("clean").ifPresent((pad) -> pad.words().add(args.id()));
		}

	}

	/** Takes what validation lets through, and puzzles. */
	@Mutators(type = "bugs")
	public static class Constrained {

		@Mutator
		public void constrained(MutationContext ctx, Narrow args) {
			write(ctx, args.id(), args);
		}

	}

	/** Takes what nobody guesses. */
	@Mutators(type = "bugs")
	public static class Puzzle {

		@Mutator
		public void puzzling(MutationContext ctx, Puzzling args) {
			write(ctx, "puzzle", args.code());
		}

	}

	/** Refuses everything. */
	@Mutators(type = "bugs")
	public static class Refuse {

		@Mutator
		public void refuse(MutationContext ctx, Id args) {
			throw ctx.reject("never", "Not even " + args.id());
		}

	}

	/** Asks. */
	@Mutators(type = "bugs")
	public static class Ask {

		@Mutator(transactional = true)
		public void ask(MutationContext ctx, Said args) {
			ctx.onServer(Oracle.class, (oracle) -> write(ctx, "answer", oracle.answer(args.words())));
		}

	}

	/** A port. */
	interface Oracle {

		int answer(String question);

	}

	/** On or off. */
	record Switch(boolean on) {
	}

	/** A text. */
	record Text(String text) {
	}

	/** A value that can be written on, as no value should. */
	record Pad(List<String> words) {

		Pad {
			words = new ArrayList<>(words);
		}

	}

	/** Arguments. */
	record Id(String id) {
	}

	/** Arguments. */
	record Divide(String id, int by) {
	}

	/** Arguments. */
	record Said(String words) {
	}

	/** Arguments. */
	record Of(String user) {
	}

	/** Arguments. */
	record Narrow(@NotBlank @Size(min = 3, max = 8) String id, @Min(7) @Max(9) int number, @Positive long positive,
			@Pattern(regexp = "[a-z]+") String word, @Size(min = 1, max = 2) List<@Size(max = 3) String> few,
			Map<String, Boolean> flags) {
	}

	/** Arguments. */
	record Puzzling(@Pattern(regexp = "ZX-[1-9]{2}/7") String code) {
	}

}
