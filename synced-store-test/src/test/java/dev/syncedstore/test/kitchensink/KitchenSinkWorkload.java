package dev.syncedstore.test.kitchensink;

import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.Scan;
import dev.syncedstore.test.simulation.Secrets;
import dev.syncedstore.test.simulation.SettledMutation;
import dev.syncedstore.test.simulation.SettledSpace;
import dev.syncedstore.test.simulation.SimulatedServerCode;
import dev.syncedstore.test.simulation.SimulatedUser;
import dev.syncedstore.test.simulation.Workload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Users who do everything that can be done with a {@link KitchenSink}, on few keys, so
 * that they get into each other's way.
 */
public final class KitchenSinkWorkload implements Workload {

	/** Keys that are easily mixed up, or sort differently as bytes and as chars. */
	private static final String[] ITEM_IDS = { "a", "a/b", "b", "B", "_", "%", "\u00e4", "\ufffd", "\ud83d\ude00" };

	private static final String[] COUNTERS = { "x", "y" };

	private static final String[] LISTS = { "l", "m", "n" };

	private static final int BLOB_SIZE = 1_000;

	private static final int HUGE_BLOB_SIZE = 90_000;

	private long unique;

	@Override
	public String storeType() {
		return KitchenSink.TYPE;
	}

	@Override
	public Collection<?> mutators() {
		return List.of(new KitchenSink());
	}

	@Override
	public Collection<?> clientMutators() {
		return List.of(new KitchenSink(), new NewerMutators());
	}

	@Override
	public void act(SimulatedUser user, RandomGenerator random) {
		String item = pick(ITEM_IDS, random);
		String counter = pick(COUNTERS, random);
		switch (random.nextInt(19)) {
			case 0, 1 -> user.mutate(KitchenSink::setItem,
					new KitchenSink.SetItem(item, "text " + ++this.unique, random.nextInt(10)));
			case 2 -> user.mutate(KitchenSink::tagItem, new KitchenSink.TagItem(item, "tag " + ++this.unique));
			case 3 -> user.mutate(KitchenSink::moveItem, new KitchenSink.MoveItem(item, random.nextInt(10)));
			case 4 -> user.mutate(KitchenSink::deleteItem, new KitchenSink.DeleteItem(item));
			case 5 ->
				user.mutate(KitchenSink::summarize, new KitchenSink.Summarize(item, random.nextBoolean() ? "" : "a",
						pick(ITEM_IDS, random), 1 + random.nextInt(5), random.nextBoolean()));
			case 6, 7 -> user.mutate(KitchenSink::increment, new KitchenSink.Increment(counter, 1 + random.nextInt(5)));
			case 8, 9 -> user.mutate(KitchenSink::withdraw, new KitchenSink.Withdraw(counter, 1 + random.nextInt(12)));
			case 10, 11 ->
				user.mutate(KitchenSink::append, new KitchenSink.Append(pick(LISTS, random), "token " + ++this.unique));
			case 12 -> user.mutate(KitchenSink::setNote, new KitchenSink.SetNote(secret(user.userId())));
			case 13 -> user.mutate(KitchenSink::writeDiary,
					new KitchenSink.WriteDiary("day " + random.nextInt(20), secret(user.userId())));
			case 14 -> {
				String to = pick(users().toArray(String[]::new), random);
				user.mutate(KitchenSink::tell, new KitchenSink.Tell(to, secret(to)));
			}
			case 15 -> user.mutate(KitchenSink::swallowRejection, new KitchenSink.DeleteItem(item));
			case 16 ->
				user.mutate(KitchenSink::fail, new KitchenSink.Fail(item, pick(KitchenSink.When.values(), random)));
			case 17 -> seldom(user, item, random);
			default -> changeWhatIsSeen(user, random);
		}
	}

	private void seldom(SimulatedUser user, String item, RandomGenerator random) {
		switch (random.nextInt(4)) {
			case 0 -> user.mutate(NewerMutators::notYetOnServer, new KitchenSink.DeleteItem(item));
			case 1 -> user.mutate(KitchenSink::refuseOnServer, new KitchenSink.SetItem(item, "refused", 0));
			case 2 -> user.mutate(KitchenSink::grow,
					new KitchenSink.Grow("blob " + random.nextInt(3), random.nextInt(BLOB_SIZE)));
			default -> {
				boolean huge = random.nextInt(20) == 0;
				user.mutate(KitchenSink::grow, new KitchenSink.Grow("blob", huge ? HUGE_BLOB_SIZE : 0));
			}
		}
	}

	/** As people do: they look, and then act on what they have seen. */
	private void changeWhatIsSeen(SimulatedUser user, RandomGenerator random) {
		List<String> seen = user.query((ReadContext ctx) -> ctx.table(KitchenSink.ITEMS).scan(Scan.all()))
			.stream()
			.map((entry) -> entry.key())
			.toList();
		if (!seen.isEmpty()) {
			String item = seen.get(random.nextInt(seen.size()));
			user.mutate(KitchenSink::moveItem, new KitchenSink.MoveItem(item, random.nextDouble()));
			user.mutate(KitchenSink::tagItem, new KitchenSink.TagItem(item, "tag " + ++this.unique));
		}
	}

	@Override
	public Object watch(ReadContext ctx) {
		return List.of(ctx.table(KitchenSink.COUNTERS).scan(), ctx.table(KitchenSink.ITEMS).get("a"),
				ctx.table(KitchenSink.ITEMS).scan(Scan.prefix("b").reversed().limit(1)),
				ctx.privateOfUser(ctx.userId()).table(KitchenSink.DIARY).scan(Scan.all().after("day 1")));
	}

	@Override
	public void act(SimulatedServerCode server, RandomGenerator random) {
		switch (random.nextInt(4)) {
			case 0 -> server.mutate(KitchenSink::increment, new KitchenSink.Increment(pick(COUNTERS, random), 10));
			case 1 -> server.mutate(KitchenSink::withdraw, new KitchenSink.Withdraw(pick(COUNTERS, random), 10));
			case 2 -> server.mutate(KitchenSink::append,
					new KitchenSink.Append(pick(LISTS, random), "token " + ++this.unique));
			default -> {
				String to = pick(users().toArray(String[]::new), random);
				server.mutate(KitchenSink::tell, new KitchenSink.Tell(to, secret(to)));
			}
		}
	}

	@Override
	public void check(SettledSpace space) {
		for (String counter : COUNTERS) {
			long expected = space.mutations()
				.stream()
				.filter(SettledMutation::isConfirmed)
				.mapToLong((mutation) -> amount(mutation.args(), counter))
				.sum();
			assertThat(space.<Long>read(
					(ctx) -> ctx.table(KitchenSink.COUNTERS).get(counter).map(KitchenSink.Counter::value).orElse(0L)))
				.as("what was put into counter " + counter)
				.isEqualTo(expected);
		}
		for (String list : LISTS) {
			List<String> expected = space.mutations()
				.stream()
				.filter(SettledMutation::isConfirmed)
				.filter((mutation) -> mutation.args() instanceof KitchenSink.Append append
						&& append.list().equals(list))
				.map((mutation) -> ((KitchenSink.Append) mutation.args()).token())
				.toList();
			assertThat(space.<List<String>>read(
					(ctx) -> ctx.table(KitchenSink.LISTS).get(list).orElse(KitchenSink.Tokens.NONE).tokens()))
				.as("tokens of list " + list)
				.containsExactlyInAnyOrderElementsOf(expected);
		}
	}

	private static long amount(Object args, String counter) {
		if (args instanceof KitchenSink.Increment increment && increment.counter().equals(counter)) {
			return increment.by();
		}
		if (args instanceof KitchenSink.Withdraw withdraw && withdraw.counter().equals(counter)) {
			return -withdraw.amount();
		}
		return 0;
	}

	private String secret(String userId) {
		return Secrets.of(userId, ++this.unique);
	}

	private static <T> T pick(T[] choice, RandomGenerator random) {
		return choice[random.nextInt(choice.length)];
	}

}
