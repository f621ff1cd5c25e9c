package dev.syncedstore.server.nodes;

import java.time.Duration;

/**
 * Both ends of the notifications of one node, and their threads.
 */
final class Notifications {

	private final NewsOutbox outbox;

	private final NewsSender sender;

	private final NewsListener listener;

	private final Thread sending;

	private final Thread listening;

	Notifications(NewsOutbox outbox, NewsSender sender, NewsListener listener) {
		this.outbox = outbox;
		this.sender = sender;
		this.listener = listener;
		this.sending = thread(sender, "synced-store-notify");
		this.listening = thread(listener, "synced-store-listen");
	}

	NewsOutbox outbox() {
		return this.outbox;
	}

	NewsListener listener() {
		return this.listener;
	}

	void start() {
		this.sending.start();
		this.listening.start();
	}

	void end(Duration patience) {
		this.listener.end();
		this.sender.end();
		join(this.sending, patience);
		this.sender.abort();
		join(this.sending, patience);
		join(this.listening, patience);
	}

	private static Thread thread(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	private static void join(Thread thread, Duration patience) {
		try {
			thread.join(patience.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
