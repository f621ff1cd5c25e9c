package dev.syncedstore.test.crash;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import dev.syncedstore.test.crash.CommitProxy.Fate;
import dev.syncedstore.test.crash.CommitProxy.Moment;
import dev.syncedstore.test.crash.CommitProxy.Watch;

/**
 * One connection through the proxy. It reads as much of PostgreSQL's protocol as it takes
 * to see a transaction that writes a space's new version, and its COMMIT, or the
 * statement that is such a transaction by itself.
 */
final class ProxiedConnection {

	private static final int SSL_REQUEST = 80877103;

	private static final int CANCEL_REQUEST = 80877102;

	private static final int LENGTH_BYTES = 4;

	private static final String WRITE = ".space s SET version";

	private static final Duration LATE = Duration.ofMillis(150);

	private final Socket server;

	private final Socket database;

	private final Watch watch;

	/** Names of prepared statements. */
	private final Set<String> writes = new HashSet<>();

	private final Set<String> commits = new HashSet<>();

	private final Set<String> begins = new HashSet<>();

	private boolean writing;

	/** Whether the request that is being read begins a transaction. */
	private boolean begun;

	/** Whether the last answer was in the middle of a transaction. */
	private volatile boolean inTransaction;

	private volatile boolean committing;

	ProxiedConnection(Socket server, Socket database, Watch watch) {
		this.server = server;
		this.database = database;
		this.watch = watch;
	}

	/** Carry what the server says, until the connection ends. */
	void forwardRequests() {
		try (DataInputStream in = in(this.server); DataOutputStream out = out(this.database)) {
			if (greet(in, out)) {
				ByteArrayOutputStream request = new ByteArrayOutputStream();
				Set<Moment> moments = EnumSet.noneOf(Moment.class);
				while (true) {
					Message message = Message.read(in);
					message.writeTo(request);
					see(message, moments);
					// pgjdbc sends what belongs together in front of one of these.
					if (message.type() == 'S' || message.type() == 'Q' || message.type() == 'X') {
						send(request.toByteArray(), moments, out);
						request.reset();
						moments.clear();
						this.begun = false;
					}
				}
			}
		}
		catch (IOException ex) {
			// One side is gone.
		}
		finally {
			cut();
		}
	}

	/** The start of a connection, whose messages have no type. */
	private boolean greet(DataInputStream in, DataOutputStream out) throws IOException {
		while (true) {
			int length = in.readInt();
			byte[] content = new byte[length - LENGTH_BYTES];
			in.readFully(content);
			int code = ByteBuffer.wrap(content).getInt();
			if (code == SSL_REQUEST) {
				this.server.getOutputStream().write('N');
				continue;
			}
			out.writeInt(length);
			out.write(content);
			out.flush();
			return code != CANCEL_REQUEST;
		}
	}

	private void see(Message message, Set<Moment> moments) {
		if (message.type() == 'P') {
			String name = message.text(0);
			String sql = message.text(name.getBytes(StandardCharsets.UTF_8).length + 1);
			set(this.writes, name, sql.contains(WRITE));
			set(this.commits, name, sql.equalsIgnoreCase("COMMIT"));
			set(this.begins, name, sql.regionMatches(true, 0, "BEGIN", 0, "BEGIN".length()));
		}
		else if (message.type() == 'B') {
			String portal = message.text(0);
			String statement = message.text(portal.getBytes(StandardCharsets.UTF_8).length + 1);
			this.begun |= this.begins.contains(statement);
			if (this.writes.contains(statement)) {
				moments.add(Moment.BEFORE_WRITE);
				if (this.begun || this.inTransaction) {
					this.writing = true;
				}
				else {
					moments.add(Moment.BEFORE_COMMIT);
				}
			}
			else if (this.commits.contains(statement) && this.writing) {
				this.writing = false;
				moments.add(Moment.BEFORE_COMMIT);
			}
		}
	}

	private static void set(Set<String> names, String name, boolean present) {
		if (present) {
			names.add(name);
		}
		else {
			names.remove(name);
		}
	}

	private void send(byte[] request, Set<Moment> moments, DataOutputStream out) throws IOException {
		Fate fate = Fate.PASS;
		for (Moment moment : moments) {
			fate = (fate == Fate.PASS) ? this.watch.reached(moment) : fate;
		}
		if (fate == Fate.CUT) {
			throw new IOException("Cut");
		}
		if (fate == Fate.CUT_THEN_PASS) {
			this.server.close();
			LockSupport.parkNanos(LATE.toNanos());
		}
		this.committing = moments.contains(Moment.BEFORE_COMMIT);
		out.write(request);
		out.flush();
		if (fate == Fate.PASS_THEN_CUT || fate == Fate.CUT_THEN_PASS) {
			throw new IOException("Cut");
		}
	}

	/** Carry what the database says, until the connection ends. */
	void forwardAnswers() {
		try (DataInputStream in = in(this.database); DataOutputStream out = out(this.server)) {
			ByteArrayOutputStream answer = new ByteArrayOutputStream();
			boolean written = true;
			while (true) {
				Message message = Message.read(in);
				message.writeTo(answer);
				if (message.type() == 'E') {
					written = false;
				}
				else if (message.type() == 'C') {
					// What presumed wrong has selected nothing.
					written &= !Set.of("ROLLBACK", "SELECT 0").contains(message.text(0));
				}
				else if (message.type() == 'Z') {
					this.inTransaction = message.content()[0] != 'I';
					boolean committed = this.committing && written && !this.inTransaction;
					written = true;
					this.committing = false;
					if (committed && this.watch.reached(Moment.AFTER_COMMIT) != Fate.PASS) {
						throw new IOException("Cut");
					}
				}
				if (in.available() == 0) {
					out.write(answer.toByteArray());
					out.flush();
					answer.reset();
				}
			}
		}
		catch (IOException ex) {
			// One side is gone.
		}
		finally {
			cut();
		}
	}

	/** End it, on both sides. */
	void cut() {
		for (Socket socket : new Socket[] { this.server, this.database }) {
			try {
				socket.close();
			}
			catch (IOException ex) {
				// Closed is closed.
			}
		}
	}

	private static DataInputStream in(Socket socket) throws IOException {
		socket.setTcpNoDelay(true);
		return new DataInputStream(new BufferedInputStream(socket.getInputStream()));
	}

	private static DataOutputStream out(Socket socket) throws IOException {
		return new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
	}

	/**
	 * A message of either side.
	 */
	private record Message(char type, byte[] content) {

		static Message read(DataInputStream in) throws IOException {
			char type = (char) in.readUnsignedByte();
			byte[] content = new byte[in.readInt() - LENGTH_BYTES];
			in.readFully(content);
			return new Message(type, content);
		}

		void writeTo(ByteArrayOutputStream target) throws IOException {
			DataOutputStream out = new DataOutputStream(target);
			out.writeByte(this.type);
			out.writeInt(this.content.length + LENGTH_BYTES);
			out.write(this.content);
		}

		/** The text that begins somewhere and ends with a zero. */
		String text(int offset) {
			int end = offset;
			while (this.content[end] != 0) {
				end++;
			}
			return new String(this.content, offset, end - offset, StandardCharsets.UTF_8);
		}

	}

}
