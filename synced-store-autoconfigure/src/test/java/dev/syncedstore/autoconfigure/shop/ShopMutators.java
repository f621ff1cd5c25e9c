package dev.syncedstore.autoconfigure.shop;

import java.util.function.Consumer;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.ServerClock;
import dev.syncedstore.core.ServerRandom;
import dev.syncedstore.core.Table;

/**
 * Mutators that book, one for each thing that can go wrong.
 */
@Mutators(type = "shop")
public class ShopMutators {

	public static final Table<Line> LINES = Table.of("lines", Line.class);

	public record Line(String text) {
	}

	public record Put(String id, String text) {
	}

	@Mutator
	public void put(MutationContext ctx, Put args) {
		ctx.table(LINES).set(args.id(), new Line(args.text()));
	}

	@Mutator(transactional = true)
	public void bookSeat(MutationContext ctx, Put args) {
		book(ctx, args, (office) -> office.bookSeat(args.id(), args.text()));
	}

	@Mutator(transactional = true)
	public void bookTicket(MutationContext ctx, Put args) {
		book(ctx, args, (office) -> office.bookTicket(args.id(), args.text()));
	}

	@Mutator(transactional = true)
	public void bookAndFail(MutationContext ctx, Put args) {
		book(ctx, args, (office) -> office.bookAndFail(args.id()));
	}

	@Mutator(transactional = true)
	public void bookAndCatch(MutationContext ctx, Put args) {
		book(ctx, args, (office) -> {
			try {
				office.bookAndFail(args.id());
			}
			catch (IllegalStateException ex) {
				ctx.table(LINES).set(args.id(), new Line("caught"));
			}
		});
	}

	@Mutator(transactional = true)
	public void bookAndReject(MutationContext ctx, Put args) {
		book(ctx, args, (office) -> {
			office.bookSeat(args.id(), args.text());
			throw ctx.reject("sold_out", "Nothing is left");
		});
	}

	@Mutator(transactional = true)
	public void bookOnTheSide(MutationContext ctx, Put args) {
		book(ctx, args, (office) -> {
			office.bookSeat(args.id(), args.text());
			office.bookOnTheSide("side-" + args.id());
			if (args.text().equals("rejected")) {
				throw ctx.reject("no", "no");
			}
		});
	}

	@Mutator(transactional = true)
	public void bookSlowly(MutationContext ctx, Put args) {
		book(ctx, args, (office) -> office.bookSlowlyOnTheSide(args.id()));
	}

	@Mutator(transactional = true)
	public void bookForAdmins(MutationContext ctx, Put args) {
		book(ctx, args, (office) -> office.bookForAdmins(args.id()));
	}

	@Mutator(transactional = true)
	public void bookAndTell(MutationContext ctx, Put args) {
		book(ctx, args, (office) -> {
			office.bookAndTell(args.id());
			if (args.text().equals("rejected")) {
				throw ctx.reject("no", "no");
			}
		});
	}

	/** Which port that is can't be seen at start. */
	@Mutator(transactional = true)
	public void callUnwired(MutationContext ctx, Put args) {
		Class<Unwired> port = Unwired.class;
		ctx.table(LINES).has(args.id());
		ctx.onServer(port, Unwired::call);
	}

	@Mutator
	public void bookInPlainMutator(MutationContext ctx, Put args) {
		book(ctx, args, (office) -> office.bookSeat(args.id(), args.text()));
	}

	@Mutator
	public void roll(MutationContext ctx, Put args) {
		ctx.onServer(ServerRandom.class, (random) -> ctx.onServer(ServerClock.class, (clock) -> ctx.table(LINES)
			.set(args.id(), new Line((random.nextInt(6) + 1) + " at " + clock.millis()))));
	}

	private static void book(MutationContext ctx, Put args, Consumer<BoxOffice> booking) {
		ctx.table(LINES).set(args.id(), new Line(args.text()));
		ctx.onServer(BoxOffice.class, booking);
	}

}
