package dev.syncedstore.test.world;

import java.time.Duration;

import dev.syncedstore.client.scheduling.Scheduler;
import dev.syncedstore.test.time.VirtualScheduler;
import dev.syncedstore.test.time.VirtualTime;

/**
 * The threads of a process: when it is killed, nothing that it had in mind happens any
 * more.
 */
final class ProcessScheduler implements Scheduler {

	private final VirtualScheduler scheduler;

	private boolean dead;

	ProcessScheduler(VirtualTime time) {
		this.scheduler = new VirtualScheduler(time);
	}

	void kill() {
		this.dead = true;
	}

	boolean isDead() {
		return this.dead;
	}

	@Override
	public void execute(Runnable task) {
		this.scheduler.execute(whileAlive(task));
	}

	@Override
	public Cancellation schedule(Duration delay, Runnable task) {
		return this.scheduler.schedule(delay, whileAlive(task));
	}

	private Runnable whileAlive(Runnable task) {
		return () -> {
			if (!this.dead) {
				task.run();
			}
		};
	}

}
