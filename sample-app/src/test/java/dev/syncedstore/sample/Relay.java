package dev.syncedstore.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to the server that can be cut and mended, for one client alone: whoever comes by
 * it finds a server that goes away and comes back, while it goes on for all others.
 */
public final class Relay implements AutoCloseable {

	private volatile URI server;

	private final int port;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private ServerSocket entrance;

	private Thread doorman;

	/**
	 * Open a way.
	 * @param server where it leads
	 */
	public Relay(URI server) {
		this.server = server;
		this.entrance = listen(0);
		this.doorman = start(this::accept);
		this.port = this.entrance.getLocalPort();
	}

	/** Where the client finds it. */
	public URI address() {
		return URI.create("http://localhost:" + this.port);
	}

	/** From now on nobody answers here. */
	public void cut() {
		close(this.entrance);
		try {
			// As long as somebody still waits at the entrance, it can't be opened anew.
			this.doorman.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		hangUp();
	}

	private void hangUp() {
		this.sockets.forEach(Relay::close);
		this.sockets.clear();
	}

	/**
	 * From now on the way leads to another server, as when that has taken the place of
	 * the first. Whether anybody answers here stays as it is.
	 * @param other the other server
	 */
	public void lead(URI other) {
		this.server = other;
		hangUp();
	}

	/** From now on the server answers here again. */
	public void mend() {
		this.entrance = listen(this.port);
		this.doorman = start(this::accept);
	}

	private static ServerSocket listen(int wanted) {
		try {
			ServerSocket opened = new ServerSocket();
			opened.setReuseAddress(true);
			opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
			return opened;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept() {
		ServerSocket opened = this.entrance;
		try {
			while (true) {
				Socket client = opened.accept();
				URI target = this.server;
				Socket behind = new Socket("localhost", target.getPort());
				this.sockets.add(client);
				this.sockets.add(behind);
				if (opened.isClosed() || target != this.server) {
					// It was cut or led elsewhere just now, and these may have come too
					// late for that.
					close(client);
					close(behind);
					continue;
				}
				start(() -> pump(client, behind));
				start(() -> pump(behind, client));
			}
		}
		catch (IOException ex) {
			// It was cut.
			close(opened);
		}
	}

	private static void pump(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
			to.shutdownOutput();
		}
		catch (IOException ex) {
			close(from);
			close(to);
		}
	}

	private static Thread start(Runnable work) {
		Thread thread = new Thread(work, "relay");
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	private static void close(AutoCloseable each) {
		try {
			each.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		cut();
	}

}
