package dev.syncedstore.test.kitchensink;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Scan;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableWriter;
import dev.syncedstore.test.simulation.Secrets;

/**
 * Mutators of every kind over tables of every visibility.
 */
@Mutators(type = KitchenSink.TYPE)
public class KitchenSink {

	static final String TYPE = "kitchen-sink";

	static final Table<Item> ITEMS = Table.of("items", Item.class);

	static final Table<Counter> COUNTERS = Table.of("counters", Counter.class);

	static final Table<Tokens> LISTS = Table.of("lists", Tokens.class);

	/** Private: one note a user. */
	static final Table<Note> NOTES = Table.of("notes", Note.class);

	/** Private: the latest few notes of a user, under the name of a shared table. */
	static final Table<Item> DIARY = Table.of("items", Item.class);

	/** Private: what others had the server put there. */
	static final Table<Note> INBOX = Table.of("inbox", Note.class);

	/** Server-only. */
	static final Table<AuditEntry> AUDIT = Table.of("audit", AuditEntry.class);

	private static final int AUDIT_KEPT = 30;

	private static final int DIARY_KEPT = 5;

	@Mutator
	public void setItem(MutationContext ctx, SetItem args) {
		ctx.table(ITEMS).set(args.id(), new Item(args.text(), args.position(), List.of()));
		audit(ctx, "setItem");
	}

	@Mutator
	public void tagItem(MutationContext ctx, TagItem args) {
		Item item = find(ctx, args.id());
		List<String> tags = new ArrayList<>(item.tags());
		tags.add(args.tag());
		ctx.table(ITEMS).set(args.id(), new Item(item.text(), item.position(), tags));
		audit(ctx, "tagItem");
	}

	@Mutator
	public void moveItem(MutationContext ctx, MoveItem args) {
		Item item = find(ctx, args.id());
		ctx.table(ITEMS).set(args.id(), new Item(item.text(), args.position(), item.tags()));
		audit(ctx, "moveItem");
	}

	@Mutator
	public void deleteItem(MutationContext ctx, DeleteItem args) {
		ctx.table(ITEMS).delete(args.id());
		audit(ctx, "deleteItem");
	}

	/** What a scan finds becomes an item: scans must see the same everywhere. */
	@Mutator
	public void summarize(MutationContext ctx, Summarize args) {
		Scan scan = Scan.prefix(args.prefix()).after(args.after()).limit(args.limit());
		List<Entry<Item>> found = ctx.table(ITEMS).scan(args.reverse() ? scan.reversed() : scan);
		String summary = found.stream()
			.map((entry) -> entry.key() + "=" + entry.value().position())
			.collect(Collectors.joining(","));
		ctx.table(ITEMS).set(args.id(), new Item(summary, 0, List.of()));
		audit(ctx, "summarize");
	}

	@Mutator
	public void increment(MutationContext ctx, Increment args) {
		add(ctx, args.counter(), args.by());
		audit(ctx, "increment");
	}

	/** Whether it is refused depends on what others do at the same time. */
	@Mutator
	public void withdraw(MutationContext ctx, Withdraw args) {
		long left = add(ctx, args.counter(), -args.amount());
		if (left < 0) {
			throw ctx.reject("not_enough", "There is not enough in " + args.counter());
		}
		audit(ctx, "withdraw");
	}

	@Mutator
	public void append(MutationContext ctx, Append args) {
		TableWriter<Tokens> lists = ctx.table(LISTS);
		List<String> tokens = new ArrayList<>(lists.get(args.list()).orElse(Tokens.NONE).tokens());
		tokens.add(args.token());
		lists.set(args.list(), new Tokens(tokens));
		audit(ctx, "append");
	}

	@Mutator
	public void setNote(MutationContext ctx, SetNote args) {
		ctx.privateOfUser(ctx.userId()).table(NOTES).set("mine", new Note(args.text()));
	}

	@Mutator
	public void writeDiary(MutationContext ctx, WriteDiary args) {
		TableWriter<Item> diary = ctx.privateOfUser(ctx.userId()).table(DIARY);
		diary.set(args.id(), new Item(args.text(), 0, List.of()));
		List<Entry<Item>> all = diary.scan(Scan.all().reversed());
		if (all.size() > DIARY_KEPT) {
			diary.delete(all.get(DIARY_KEPT).key());
		}
		ctx.table(ITEMS).set("diary", new Item(ctx.userId(), all.size(), List.of()));
	}

	/** The server alone can write what is somebody else's. */
	@Mutator
	public void tell(MutationContext ctx, Tell args) {
		if (ctx.isServer()) {
			ctx.privateOfUser(args.to()).table(INBOX).set(ctx.userId(), new Note(args.text()));
			audit(ctx, "tell");
		}
	}

	/** A little to say, a lot to store: at times more than a poke carries. */
	@Mutator
	public void grow(MutationContext ctx, Grow args) {
		ctx.table(ITEMS).set(args.id(), new Item("\u20ac".repeat(args.size()), 0, List.of()));
		audit(ctx, "grow");
	}

	/** Refused, although the mutator takes no notice of it. */
	@Mutator
	public void swallowRejection(MutationContext ctx, DeleteItem args) {
		if (ctx.table(ITEMS).has(args.id())) {
			try {
				throw ctx.reject("swallowed", "Nobody hears this in the mutator");
			}
			catch (MutationRejectedException ignored) {
				ctx.table(ITEMS).delete(args.id());
			}
		}
		audit(ctx, "swallowRejection");
	}

	@Mutator
	public void refuseOnServer(MutationContext ctx, SetItem args) {
		ctx.table(ITEMS).set(args.id(), new Item(args.text(), args.position(), List.of()));
		if (ctx.isServer()) {
			throw ctx.reject("server_says_no", "Only the server knows why");
		}
	}

	/** A mutator with a bug, which shows on one side, on both, or at times. */
	@Mutator
	public void fail(MutationContext ctx, Fail args) {
		boolean there = ctx.table(ITEMS).has(args.id());
		ctx.table(ITEMS).set(args.id(), new Item("never seen", -1, List.of()));
		boolean fails = switch (args.when()) {
			case ON_SERVER -> ctx.isServer();
			case ON_CLIENT -> !ctx.isServer();
			case IF_THERE -> there;
		};
		if (fails) {
			throw new IllegalStateException("A bug");
		}
		audit(ctx, "fail");
	}

	private static Item find(MutationContext ctx, String id) {
		return ctx.table(ITEMS)
			.get(id)
			.orElseThrow(() -> ctx.reject("item_not_found", "There is no item " + id + " any more"));
	}

	private static long add(MutationContext ctx, String counter, long amount) {
		TableWriter<Counter> counters = ctx.table(COUNTERS);
		long value = counters.get(counter).map(Counter::value).orElse(0L) + amount;
		counters.set(counter, new Counter(value));
		return value;
	}

	private static void audit(MutationContext ctx, String mutator) {
		if (ctx.isServer()) {
			TableWriter<AuditEntry> table = ctx.serverOnly().table(AUDIT);
			List<Entry<AuditEntry>> last = table.scan(Scan.all().reversed().limit(1));
			long number = last.isEmpty() ? 1 : Long.parseLong(last.get(0).key()) - 100_000 + 1;
			table.set(Long.toString(100_000 + number), new AuditEntry(ctx.userId(), mutator, Secrets.ofServer(number)));
			table.delete(Long.toString(100_000 + number - AUDIT_KEPT));
		}
	}

	/** A shared item. */
	record Item(String text, double position, List<String> tags) {
	}

	/** A shared number. */
	record Counter(long value) {
	}

	/** A shared list. */
	record Tokens(List<String> tokens) {

		static final Tokens NONE = new Tokens(List.of());

	}

	/** A private text. */
	record Note(String text) {
	}

	/** A server-only record. */
	record AuditEntry(String userId, String mutator, String secret) {
	}

	/** Arguments. */
	record SetItem(String id, String text, double position) {
	}

	/** Arguments. */
	record TagItem(String id, String tag) {
	}

	/** Arguments. */
	record MoveItem(String id, double position) {
	}

	/** Arguments. */
	record DeleteItem(String id) {
	}

	/** Arguments. */
	record Summarize(String id, String prefix, String after, int limit, boolean reverse) {
	}

	/** Arguments. */
	record Increment(String counter, long by) {
	}

	/** Arguments. */
	record Withdraw(String counter, long amount) {
	}

	/** Arguments. */
	record Append(String list, String token) {
	}

	/** Arguments. */
	record SetNote(String text) {
	}

	/** Arguments. */
	record WriteDiary(String id, String text) {
	}

	/** Arguments. */
	record Tell(String to, String text) {
	}

	/** Arguments. */
	record Grow(String id, int size) {
	}

	/** Arguments. */
	record Fail(String id, When when) {
	}

	/** When a mutator fails. */
	enum When {

		ON_SERVER, ON_CLIENT, IF_THERE

	}

}
