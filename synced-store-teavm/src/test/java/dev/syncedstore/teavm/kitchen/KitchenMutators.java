package dev.syncedstore.teavm.kitchen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.PortUnavailableException;
import dev.syncedstore.core.Scan;
import dev.syncedstore.core.ServerClock;
import dev.syncedstore.core.Singleton;
import dev.syncedstore.core.SingletonWriter;
import dev.syncedstore.core.Table;

/**
 * All that mutators may do, and much that they should not.
 */
@Mutators(type = "kitchen")
class KitchenMutators {

	static final Table<Sink> SINKS = Table.of("sinks", Sink.class);

	static final Table<Checked> CHECKED = Table.of("checked", Checked.class);

	static final Table<Sum> SUMS = Table.of("sums", Sum.class);

	static final Singleton<Told> LAST = Singleton.of("last", "told", Told.class);

	static final ActionName<Checked, Told> TELL = ActionName.of("tell", Checked.class, Told.class);

	@Mutator
	public void put(MutationContext ctx, Put args) {
		ctx.table(SINKS).set(args.id(), args.sink());
	}

	@Mutator
	public void combine(MutationContext ctx, Combine args) {
		Sink one = ctx.table(SINKS).get(args.oneId()).orElseThrow(() -> ctx.reject("missing", args.oneId() + " ✗"));
		Optional<Sink> other = ctx.table(SINKS).get(args.otherId());
		List<String> keys = new ArrayList<>();
		Scan scan = Scan.prefix(args.otherId()).reversed();
		for (Entry<Sink> entry : ctx.table(SINKS).scan((args.cursor() != null) ? scan.after(args.cursor()) : scan)) {
			keys.add(entry.key());
		}
		for (Entry<Sink> entry : ctx.table(SINKS).scan(Scan.all().limit(3))) {
			keys.add(entry.key() + ":" + entry.value().text().length());
		}
		StringBuilder joined = new StringBuilder();
		for (Map.Entry<String, Double> weight : one.weights().entrySet()) {
			joined.append(weight.getKey()).append(weight.getValue() > 1 ? '+' : '-');
		}
		one.gaps().forEach((gap) -> joined.append((gap != null) ? gap : "null"));
		double area = area(one.figure()) + other.map((sink) -> area(sink.figure())).orElse(-1.0);
		long total = one.large() / 3 + one.whole() % 7 + one.small() * one.medium()
				+ other.flatMap(Sink::maybeMany).map(List::size).orElse(-3);
		ctx.table(SUMS).set(args.oneId(), new Sum(total, Math.abs(area) < 1e15 ? area : 1, joined.toString(), keys));
		ctx.privateOfUser(ctx.userId()).table(SINKS).set("last", moved(one, other.orElse(one)));
	}

	private static double area(Sink.Figure figure) {
		if (figure instanceof Sink.Circle circle) {
			return circle.radius() * circle.radius() * 3;
		}
		if (figure instanceof Sink.Square square) {
			return square.side() * square.side() - square.within().map(KitchenMutators::area).orElse(0.0);
		}
		return 0;
	}

	private static Sink moved(Sink one, Sink other) {
		List<String> tags = new ArrayList<>(one.tags());
		tags.addAll(other.tags());
		tags.sort(null);
		return new Sink(one.text() + other.text(), one.flag() != other.flag(), (byte) (one.small() + other.small()),
				(short) (one.medium() * other.medium()), one.whole() + other.whole(), Math.floorMod(one.large(), 1000L),
				other.real(), one.boxedFlag(), other.boxedWhole(), one.boxedLarge(), one.boxedReal(), other.level(),
				other.id(), one.at(), other.day().minusDays(1).plusDays(1), other.length(), other.maybe(),
				one.maybeMany(), tags, other.gaps(), one.table(), other.weights(), one.figures(), other.figure(),
				one.inner());
	}

	@Mutator
	public void check(MutationContext ctx, Strict args) {
		ctx.table(CHECKED).set(args.id(), new Checked(args.tags().get(0), args.count()));
	}

	@Mutator
	public void write(MutationContext ctx, Write args) {
		ctx.table(CHECKED).delete("gone");
		ctx.table(CHECKED).set(args.key(), new Checked(args.text(), args.number()));
		ctx.table(SUMS)
			.set(args.key(),
					new Sum(args.number() * 1_000_000_000_000L, args.real() / (args.number() - 3), "", List.of()));
	}

	@Mutator
	public void odd(MutationContext ctx, Odd args) {
		switch (args.kind()) {
			case 0 -> throw new IllegalStateException("Broken");
			case 1 -> caught(ctx);
			case 2 -> ctx.onServer(ServerClock.class, (clock) -> ctx.reject("never", "here"));
			case 3 -> ctx.enqueueAction(TELL, new Checked(args.id(), args.kind()));
			case 4 -> ctx.enqueueActionAt(Instant.EPOCH, TELL, new Checked(args.id(), 11));
			case 5 -> ctx.serverOnly();
			case 6 -> ctx.privateOfUser(ctx.userId() + "x");
			case 7 -> throw new MutationRejectedException("thrown", "by hand");
			case 8 -> callPort(ctx);
			case 9 -> ctx.table(Table.of("$system", Checked.class)).set("a", new Checked("a", 1));
			case 10 -> tell(ctx);
			default -> ctx.table(CHECKED).delete(args.id());
		}
		ctx.table(CHECKED).set("odd/" + args.id(), new Checked("ok", args.kind()));
	}

	private static void tell(MutationContext ctx) {
		SingletonWriter<Told> last = ctx.singleton(LAST);
		if (last.get().map(Told::often).orElse(0) > 2) {
			last.delete();
		}
		else {
			last.set(new Told(last.exists() ? last.get().orElseThrow().often() + 1 : 1));
		}
	}

	private static void caught(MutationContext ctx) {
		try {
			ctx.table(CHECKED).set("", new Checked("a", 1));
		}
		catch (MutationRejectedException ex) {
			ctx.table(CHECKED).set(ex.code(), new Checked("caught", 1));
		}
		if (ctx.table(CHECKED).has("odd/a")) {
			try {
				ctx.reject("refused", "and caught");
			}
			catch (MutationRejectedException ex) {
				ctx.table(CHECKED).delete("odd/a");
			}
		}
	}

	private static void callPort(MutationContext ctx) {
		try {
			ctx.onServer(Runnable.class, Runnable::run);
		}
		catch (PortUnavailableException ex) {
			ctx.table(CHECKED).delete("odd/a");
		}
	}

}
