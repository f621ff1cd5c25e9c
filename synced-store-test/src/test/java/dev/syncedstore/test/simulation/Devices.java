package dev.syncedstore.test.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import dev.syncedstore.client.SyncedStoreBuilder;
import dev.syncedstore.test.audit.Event;
import dev.syncedstore.test.world.TestClient;

/**
 * What clients keep their stores on, and what becomes of it when they die.
 */
final class Devices {

	private static final int COPIES_KEPT = 2;

	private final RandomGenerator random;

	private final Map<String, Disk> disks = new HashMap<>();

	private final Map<String, Deque<Copy>> copies = new HashMap<>();

	private final Consumer<Event> observed;

	private final Consumer<String> counter;

	private int copiesMade;

	/**
	 * Create devices.
	 * @param random decides what becomes of disks
	 * @param observed is told of copies
	 * @param counter counts what happens
	 * @param names the clients that have a disk
	 */
	Devices(RandomGenerator random, Consumer<Event> observed, Consumer<String> counter, List<String> names) {
		this.random = random;
		this.observed = observed;
		this.counter = counter;
		for (String name : names) {
			this.disks.put(name, new Disk(() -> observed.accept(new Event.Copied(name, safe(name)))));
			this.copies.put(name, new ArrayDeque<>());
		}
	}

	/** A client's process starts. */
	void plug(String name, SyncedStoreBuilder store) {
		Disk disk = this.disks.get(name);
		if (disk != null) {
			store.storage(disk.plug());
		}
	}

	/** What processes do besides. */
	void work() {
		this.disks.values().forEach((disk) -> {
			if (this.random.nextInt(3) == 0) {
				disk.work();
			}
		});
	}

	void copy(String name, TestClient client) {
		Disk disk = this.disks.get(name);
		if (disk == null || !client.isRunning()) {
			return;
		}
		Deque<Copy> kept = copies(name);
		Copy copy = new Copy(name + " copy " + ++this.copiesMade, client.store().clientId(), disk.copy());
		this.observed.accept(new Event.Copied(name, copy.name()));
		kept.add(copy);
		if (kept.size() > COPIES_KEPT) {
			kept.remove();
		}
	}

	/** Let a client die when it has written some more. */
	void dieSoon(String name, Runnable death) {
		Disk disk = this.disks.get(name);
		if (disk != null) {
			disk.dieAfter(this.random.nextInt(6), death);
		}
	}

	/** Nobody dies any more. */
	void quiet() {
		this.disks.values().forEach((disk) -> disk.dieAfter(Integer.MAX_VALUE, () -> {
		}));
	}

	/** A client's process is dead, and something is left of what it knew. */
	void died(String name, String clientId) {
		Disk disk = this.disks.get(name);
		if (disk == null) {
			this.observed.accept(new Event.Crashed(name));
			return;
		}
		disk.unplug();
		// Of a client that has taken another id since, a copy sends under the old one
		// what is done under the new one already: nobody can tell.
		copies(name).removeIf((copy) -> !copy.clientId().equals(clientId));
		int choice = this.random.nextInt(20);
		Copy copy = (choice >= 6 && choice < 11) ? copies(name).poll() : null;
		if (choice < 2) {
			this.counter.accept("disks lost");
			copies(name).clear();
			restore(name, List.of(), new Event.Crashed(name));
		}
		else if (choice < 6) {
			this.counter.accept("machines without power");
			restore(name, disk.safe(), new Event.Reverted(name, safe(name)));
		}
		else if (copy != null) {
			this.counter.accept("old disks restored");
			restore(name, copy.records(), new Event.Reverted(name, copy.name()));
		}
		else {
			this.counter.accept("disks kept");
			this.observed.accept(new Event.Reopened(name));
		}
	}

	private void restore(String name, List<byte[]> records, Event event) {
		Objects.requireNonNull(this.disks.get(name)).restore(records);
		this.observed.accept(event);
		this.observed.accept(new Event.Copied(name, safe(name)));
	}

	private Deque<Copy> copies(String name) {
		return Objects.requireNonNull(this.copies.get(name));
	}

	private static String safe(String name) {
		return name + " safe";
	}

	/**
	 * A copy of a disk.
	 */
	private record Copy(String name, String clientId, List<byte[]> records) {
	}

}
