package dev.syncedstore.benchmarks.client;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.ValueCodec;

/**
 * Tasks of about 120 bytes, and what is done with them.
 */
@Mutators(type = "tasks")
public class Tasks {

	static final Table<Task> TASKS = Table.of("tasks", Task.class);

	static final JacksonValueCodecs CODECS = JacksonValueCodecs.create();

	private static final ValueCodec<Task> CODEC = CODECS.forType(Task.class);

	@Mutator
	public void add(MutationContext ctx, Add args) {
		ctx.table(TASKS).set(args.id(), new Task(args.text(), false, 0));
	}

	@Mutator
	public void complete(MutationContext ctx, Complete args) {
		ctx.table(TASKS)
			.get(args.id())
			.ifPresent((task) -> ctx.table(TASKS).set(args.id(), new Task(task.text(), args.completed(), task.rank())));
	}

	@Mutator
	public void rank(MutationContext ctx, Rank args) {
		ctx.table(TASKS)
			.get(args.id())
			.ifPresent((task) -> ctx.table(TASKS).set(args.id(), new Task(task.text(), task.completed(), args.rank())));
	}

	static String id(int number) {
		// In no order, as random ids are.
		return Integer.toHexString(number * 0x9E3779B1) + "-" + number;
	}

	static Task task(int number, int round) {
		return new Task("Something that has to be done, number " + number + ", as soon as there is time for it", false,
				round);
	}

	static Patch patch(int number, int round) {
		return new Patch("tasks/" + id(number), new StoredValue(CODEC.write(task(number, round))));
	}

	/**
	 * The numbers in the order of ids, in which a server sends the entries of a space.
	 */
	static List<Integer> inOrder(int count) {
		return IntStream.range(0, count).boxed().sorted(Comparator.comparing(Tasks::id)).toList();
	}

	static List<Patch> patches(int count) {
		return inOrder(count).stream().map((number) -> patch(number, 0)).toList();
	}

	static Entries entries(int count) {
		TreeMap<String, StoredValue> values = new TreeMap<>();
		for (Patch patch : patches(count)) {
			values.put(patch.key(), patch.value());
		}
		return Entries.of(values);
	}

	/** A task. */
	public record Task(String text, boolean completed, int rank) {
	}

	/** Arguments. */
	public record Add(String id, String text) {
	}

	/** Arguments. */
	public record Complete(String id, boolean completed) {
	}

	/** Arguments. */
	public record Rank(String id, int rank) {
	}

}
