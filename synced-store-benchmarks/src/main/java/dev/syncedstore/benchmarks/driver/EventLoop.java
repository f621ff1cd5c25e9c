package dev.syncedstore.benchmarks.driver;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * One thread that serves all connections of the driver. Callbacks run on it and must not
 * block. Thread-safe.
 */
public final class EventLoop implements Closeable {

	private static final int BUFFER = 256 * 1024;

	private final Selector selector;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final PriorityQueue<Timer> timers = new PriorityQueue<>();

	/** Filled and emptied within one call, so that all connections share it. */
	private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

	private final Thread thread;

	private volatile boolean closed;

	/**
	 * Start a loop.
	 * @throws IOException if the system refuses
	 */
	public EventLoop() throws IOException {
		this.selector = Selector.open();
		this.thread = new Thread(this::run, "event-loop");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Do something on the loop's thread: at once if this is it.
	 * @param task what to do
	 */
	public void execute(Runnable task) {
		if (Thread.currentThread() == this.thread) {
			task.run();
		}
		else {
			this.tasks.add(task);
			this.selector.wakeup();
		}
	}

	/**
	 * Do something later. To be called on the loop's thread.
	 * @param delayNanos after how long
	 * @param task what to do
	 */
	public void schedule(long delayNanos, Runnable task) {
		this.timers.add(new Timer(System.nanoTime() + delayNanos, task));
	}

	/**
	 * Connect to a server on the loopback address.
	 * @param port its port
	 * @param wire what speaks on the connection
	 */
	void connect(int port, Wire wire) {
		SocketChannel channel;
		try {
			channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			channel.configureBlocking(false);
		}
		catch (IOException ex) {
			wire.ended(ex);
			return;
		}
		execute(() -> {
			try {
				wire.connected(channel, channel.register(this.selector, SelectionKey.OP_READ, wire));
			}
			catch (IOException ex) {
				wire.ended(ex);
			}
		});
	}

	private void run() {
		while (!this.closed) {
			try {
				turn();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	private void turn() throws IOException {
		Timer next = this.timers.peek();
		long nanos = (next != null) ? next.at - System.nanoTime() : Long.MAX_VALUE;
		if (!this.tasks.isEmpty() || nanos <= 0) {
			this.selector.selectNow(this::ready);
		}
		else if (next == null) {
			this.selector.select(this::ready);
		}
		else {
			// Rounded up: rather late than busy.
			this.selector.select(this::ready, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
		}
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
		long now = System.nanoTime();
		while (!this.timers.isEmpty() && this.timers.peek().at <= now) {
			this.timers.remove().task.run();
		}
	}

	private void ready(SelectionKey key) {
		((Wire) key.attachment()).ready(this.buffer);
	}

	/**
	 * Stop the thread and close all connections.
	 */
	@Override
	public void close() throws IOException {
		CompletableFuture<Void> done = new CompletableFuture<>();
		execute(() -> {
			for (SelectionKey key : this.selector.keys()) {
				((Wire) key.attachment()).close();
			}
			this.closed = true;
			done.complete(null);
		});
		done.join();
		this.selector.close();
	}

	private record Timer(long at, Runnable task) implements Comparable<Timer> {

		@Override
		public int compareTo(Timer other) {
			return Long.compare(this.at, other.at);
		}

	}

}
