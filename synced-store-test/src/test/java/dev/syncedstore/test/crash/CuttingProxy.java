package dev.syncedstore.test.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A line of any protocol that can be cut, so that both ends know, or fall silent, so that
 * nobody does. Thread-safe.
 */
final class CuttingProxy implements AutoCloseable {

	private static final int BUFFER_BYTES = 1 << 14;

	private final ServerSocket entrance;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition speaks = this.lock.newCondition();

	private volatile int target;

	private volatile boolean cut;

	private boolean silent;

	/**
	 * Create a line.
	 * @param target the port that it leads to
	 */
	CuttingProxy(int target) throws IOException {
		this.target = target;
		this.entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
		daemon("line", this::accept);
	}

	int port() {
		return this.entrance.getLocalPort();
	}

	/** Lead to another port from now on. Connections end. */
	void leadTo(int port) {
		this.target = port;
		endConnections();
	}

	/** Connections end, and no new ones are made. */
	void cut() {
		this.cut = true;
		endConnections();
	}

	/** Nothing passes any more, and nobody is told. */
	void fallSilent() {
		setSilent(true);
	}

	/**
	 * Everything passes again.
	 * @param reset whether what was silent ends, as behind a router that has forgotten it
	 */
	void mend(boolean reset) {
		this.cut = false;
		if (reset) {
			endConnections();
		}
		setSilent(false);
	}

	private void setSilent(boolean value) {
		this.lock.lock();
		try {
			this.silent = value;
			this.speaks.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void awaitSpeech() throws InterruptedException {
		this.lock.lock();
		try {
			while (this.silent) {
				this.speaks.await();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void accept() {
		while (!this.entrance.isClosed()) {
			try {
				Socket near = this.entrance.accept();
				if (this.cut) {
					near.close();
				}
				else {
					daemon("connection", () -> serve(near));
				}
			}
			catch (IOException ex) {
				if (!this.entrance.isClosed()) {
					throw new UncheckedIOException(ex);
				}
			}
		}
	}

	private void serve(Socket near) {
		try (near; Socket far = new Socket(InetAddress.getLoopbackAddress(), this.target)) {
			this.sockets.add(near);
			this.sockets.add(far);
			near.setTcpNoDelay(true);
			far.setTcpNoDelay(true);
			Thread back = daemon("answers", () -> carry(far, near));
			carry(near, far);
			back.join();
			this.sockets.remove(near);
			this.sockets.remove(far);
		}
		catch (IOException ex) {
			// Nobody is there, and so is no connection.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void carry(Socket from, Socket to) {
		byte[] buffer = new byte[BUFFER_BYTES];
		try (from; to) {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				awaitSpeech();
				out.write(buffer, 0, read);
			}
		}
		catch (IOException ex) {
			// One end is gone.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void endConnections() {
		for (Socket socket : this.sockets) {
			try {
				socket.close();
			}
			catch (IOException ex) {
				// Closed is closed.
			}
		}
	}

	private static Thread daemon(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	@Override
	public void close() throws IOException {
		this.entrance.close();
		endConnections();
		setSilent(false);
	}

}
