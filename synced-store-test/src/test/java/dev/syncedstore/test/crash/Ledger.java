package dev.syncedstore.test.crash;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;

/**
 * Mutators that leave a trace each: what was lost is missing, and what was done twice
 * says so.
 */
@Mutators(type = Ledger.STORE_TYPE)
public class Ledger {

	static final String STORE_TYPE = "ledger";

	static final String REFUSED = "refused";

	private static final String ALL = "all";

	/** Every so manieth line is posted. */
	private static final long POSTED = 5;

	private static final int OUT_OF_ORDER = 1_000;

	/** Where all ledgers' posted lines are counted. */
	static final SpaceId TALLY = new SpaceId(STORE_TYPE, "tally");

	static final ActionName<Write, Write> POST = ActionName.of("post", Write.class, Write.class);

	static final Table<Line> LINES = Table.of("lines", Line.class);

	static final Table<Line> OWN = Table.of("own", Line.class);

	static final Table<Total> TOTALS = Table.of("totals", Total.class);

	/** The key of the sum. */
	static final String TOTAL = TOTALS.name() + "/" + ALL;

	private final boolean posting;

	public Ledger() {
		this(true);
	}

	/**
	 * Create it.
	 * @param posting whether lines are posted, for which the server must have
	 * {@link LedgerPosts}
	 */
	Ledger(boolean posting) {
		this.posting = posting;
	}

	@Mutator
	public void write(MutationContext ctx, Write args) {
		if (this.posting && isPosted(args.number())) {
			ctx.enqueueAction(POST, args);
			ctx.mutateOther(TALLY, Ledger::tally, args);
		}
		if (args.refused() && ctx.isServer()) {
			ctx.reject(REFUSED, "As was asked for");
		}
		String key = args.writer() + "/" + args.number();
		int times = ctx.table(LINES).get(key).map(Line::times).orElse(0);
		ctx.table(LINES).set(key, new Line(times + 1));
		ctx.privateOfUser(ctx.userId()).table(OWN).set(key, new Line(times + 1));
		long total = ctx.table(TOTALS).get(ALL).map(Total::lines).orElse(0L);
		ctx.table(TOTALS).set(ALL, new Total(total + 1));
	}

	/**
	 * Counts what the other ledgers have posted, and says where the order is not theirs.
	 */
	@Mutator
	public void tally(MutationContext ctx, Write args) {
		String from = ctx.source().map((source) -> source.space().instanceId()).orElse("nowhere") + "/" + args.writer();
		long last = ctx.table(TOTALS).get(from).map(Total::lines).orElse(0L);
		ctx.table(TOTALS).set(from, new Total(args.number()));
		String key = from + "/" + args.number();
		int times = ctx.table(LINES).get(key).map(Line::times).orElse((last < args.number()) ? 0 : OUT_OF_ORDER);
		ctx.table(LINES).set(key, new Line(times + 1));
	}

	static boolean isPosted(long number) {
		return number % POSTED == 0;
	}

	static String key(String writer, long number) {
		return LINES.name() + "/" + writer + "/" + number;
	}

	static String ownKey(String userId, String writer, long number) {
		return "$$pu/" + userId + "/" + OWN.name() + "/" + writer + "/" + number;
	}

	/**
	 * Arguments.
	 *
	 * @param writer who writes
	 * @param number counts the writer's lines
	 * @param refused whether the server is to reject it
	 */
	public record Write(String writer, long number, boolean refused) {
	}

	/**
	 * A line.
	 *
	 * @param times how often it was written
	 */
	public record Line(int times) {
	}

	/**
	 * A sum.
	 *
	 * @param lines how many lines were written
	 */
	public record Total(long lines) {
	}

}
