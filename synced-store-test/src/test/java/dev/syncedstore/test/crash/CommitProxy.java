package dev.syncedstore.test.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a server and its PostgreSQL, and stops the world at the moments of a
 * transaction that matter. Connections that it can't make because the database is away
 * end at once. Thread-safe.
 */
final class CommitProxy implements AutoCloseable {

	private final ServerSocket entrance;

	private volatile int databasePort;

	private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

	private final AtomicLong commits = new AtomicLong();

	private volatile Watch watch = (moment) -> Fate.PASS;

	CommitProxy(int databasePort) throws IOException {
		this.databasePort = databasePort;
		this.entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
		daemon("proxy", this::accept).start();
	}

	private void accept() {
		while (!this.entrance.isClosed()) {
			try {
				Socket server = this.entrance.accept();
				daemon("proxy connection", () -> serve(server)).start();
			}
			catch (IOException ex) {
				if (!this.entrance.isClosed()) {
					throw new UncheckedIOException(ex);
				}
			}
		}
	}

	private void serve(Socket server) {
		try (server; Socket database = new Socket(InetAddress.getLoopbackAddress(), this.databasePort)) {
			ProxiedConnection connection = new ProxiedConnection(server, database, this::reached);
			this.connections.add(connection);
			try {
				Thread answers = daemon("proxy answers", connection::forwardAnswers);
				answers.start();
				connection.forwardRequests();
				answers.join();
			}
			finally {
				this.connections.remove(connection);
			}
		}
		catch (IOException ex) {
			// The database is away, and so is this connection.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Fate reached(Moment moment) {
		if (moment == Moment.AFTER_COMMIT) {
			this.commits.incrementAndGet();
		}
		return this.watch.reached(moment);
	}

	private static Thread daemon(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	int port() {
		return this.entrance.getLocalPort();
	}

	/** How often the database has said that it committed a change of a space. */
	long commits() {
		return this.commits.get();
	}

	/** Lead to another database from now on, as a failover does. */
	void leadTo(int newDatabasePort) {
		this.databasePort = newDatabasePort;
		this.connections.forEach(ProxiedConnection::cut);
	}

	/** Let somebody decide what happens from now on. */
	void watch(Watch newWatch) {
		this.watch = newWatch;
	}

	@Override
	public void close() throws IOException {
		this.entrance.close();
		this.connections.forEach(ProxiedConnection::cut);
	}

	/** A moment of a transaction that changes a space. */
	enum Moment {

		/** Mutators have run, and nothing is written yet. */
		BEFORE_WRITE,

		/** All is written, and COMMIT is on its way to the database. */
		BEFORE_COMMIT,

		/** The database has committed, and its answer is on its way. */
		AFTER_COMMIT

	}

	/** What becomes of the message of that moment. */
	enum Fate {

		/** It goes on. */
		PASS,

		/** It is lost, and the connection with it, on both sides. */
		CUT,

		/** It arrives, but the connection is lost before any answer. */
		PASS_THEN_CUT,

		/**
		 * The server loses the connection at once; the database gets it some time later.
		 */
		CUT_THEN_PASS

	}

	/**
	 * Decides what happens. It may take its time: only the one connection waits.
	 */
	@FunctionalInterface
	interface Watch {

		Fate reached(Moment moment);

	}

}
