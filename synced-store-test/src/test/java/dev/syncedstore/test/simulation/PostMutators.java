package dev.syncedstore.test.simulation;

import java.util.UUID;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;

/**
 * Mutators that have to do with other spaces, sound ones and others.
 */
final class PostMutators {

	static final Table<Letter> LETTERS = Table.of("letters", Letter.class);

	static final Table<Price> PRICES = Table.of("prices", Price.class);

	static final Table<Lamp> LAMPS = Table.of("lamps", Lamp.class);

	static final SpaceId LIST = new SpaceId("prices", "all");

	private PostMutators() {
	}

	public record Letter(String text, String from) {
	}

	public record Write(String id, String text) {
	}

	public record Price(int cents) {
	}

	public record SetPrice(String id, int cents) {
	}

	public record Buy(String id) {
	}

	public record Lamp(boolean on) {
	}

	public record Press(String id) {
	}

	/** Both spaces that are opened write to each other. */
	@Mutators(type = "post")
	public static class Post {

		@Mutator
		public void write(MutationContext ctx, Write args) {
			ctx.table(LETTERS).set(args.id(), new Letter(args.text(), ""));
			ctx.mutateOther(new SpaceId("post", "s1"), Post::receive, args);
		}

		@Mutator
		public void receive(MutationContext ctx, Write args) {
			String from = ctx.source()
				.map((source) -> source.space().instanceId() + " by " + source.mutator())
				.orElseThrow(() -> ctx.reject("not_sent", "Only what was sent is received"));
			ctx.table(LETTERS).set("from-" + args.id(), new Letter(args.text(), from));
		}

	}

	/** Has what others read. */
	@Mutators(type = "prices")
	public static class Prices {

		@Mutator
		public void setPrice(MutationContext ctx, SetPrice args) {
			ctx.table(PRICES).set(args.id(), new Price(args.cents()));
		}

	}

	/** Buys at the price that another space says, which is the server's to know. */
	@Mutators(type = "shop")
	public static class Shop {

		@Mutator
		public void buy(MutationContext ctx, Buy args) {
			ctx.table(PRICES).set(args.id(), new Price(0));
			ctx.readOther(LIST, (list) -> ctx.table(PRICES)
				.set(args.id(),
						list.table(PRICES).get("tea").orElseThrow(() -> ctx.reject("not_sold", "There is no tea"))));
		}

	}

	/** Sends what it should not. */
	@Mutators(type = "switches")
	public static class Switches {

		@Mutator
		public void press(MutationContext ctx, Press args) {
			ctx.mutateOther(new SpaceId("lamps", "all"), Lamps::flip, args);
		}

	}

	/** Undoes itself. */
	@Mutators(type = "lamps")
	public static class Lamps {

		@Mutator
		public void flip(MutationContext ctx, Press args) {
			boolean on = ctx.table(LAMPS).get(args.id()).map(Lamp::on).orElse(false);
			ctx.table(LAMPS).set(args.id(), new Lamp(!on));
		}

	}

	/** Sends something else each time. */
	@Mutators(type = "dice")
	public static class Dice {

		@Mutator
		public void roll(MutationContext ctx, Press args) {
			ctx.mutateOther(LIST, Prices::setPrice, new SetPrice(UUID.randomUUID().toString(), 1));
		}

	}

}
