package dev.syncedstore.benchmarks.driver;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Bytes to and from one connection. Belongs to the thread of its loop.
 */
abstract class Wire {

	private final Deque<ByteBuffer> unsent = new ArrayDeque<>();

	private @Nullable SocketChannel channel;

	private @Nullable SelectionKey key;

	private boolean ended;

	/**
	 * The connection is there.
	 */
	abstract void opened();

	/**
	 * Bytes have come.
	 * @param bytes to be read all, as the buffer is used again
	 */
	abstract void received(ByteBuffer bytes);

	/**
	 * The connection is over, or never was there. Called once.
	 * @param cause why
	 */
	abstract void failed(IOException cause);

	final void connected(SocketChannel connected, SelectionKey selected) {
		this.channel = connected;
		this.key = selected;
		opened();
	}

	/** Send bytes, after what is still to be sent. */
	final void send(ByteBuffer bytes) {
		this.unsent.add(bytes);
		if (this.unsent.size() == 1) {
			flush();
		}
	}

	final void ready(ByteBuffer buffer) {
		SelectionKey selected = this.key;
		SocketChannel connected = this.channel;
		if (selected == null || connected == null || !selected.isValid()) {
			return;
		}
		if (selected.isWritable()) {
			flush();
		}
		if (!this.ended && selected.isReadable()) {
			read(connected, buffer);
		}
	}

	private void read(SocketChannel connected, ByteBuffer buffer) {
		try {
			buffer.clear();
			int count = connected.read(buffer);
			if (count < 0) {
				throw new EOFException("The server has closed the connection");
			}
			if (count > 0) {
				received(buffer.flip());
			}
		}
		catch (IOException | RuntimeException ex) {
			ended((ex instanceof IOException io) ? io : new IOException(ex));
		}
	}

	private void flush() {
		SelectionKey selected = this.key;
		SocketChannel connected = this.channel;
		if (selected == null || connected == null || this.ended) {
			return;
		}
		try {
			while (!this.unsent.isEmpty()) {
				connected.write(this.unsent.element());
				if (this.unsent.element().hasRemaining()) {
					selected.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
					return;
				}
				this.unsent.remove();
			}
			if (selected.interestOps() != SelectionKey.OP_READ) {
				selected.interestOps(SelectionKey.OP_READ);
			}
		}
		catch (IOException ex) {
			ended(ex);
		}
	}

	/** Stop reading, as a client does that hangs, or go on. */
	final void reading(boolean on) {
		SelectionKey selected = this.key;
		if (selected != null && selected.isValid()) {
			selected.interestOps(on ? SelectionKey.OP_READ : 0);
		}
	}

	final void ended(IOException cause) {
		if (!this.ended) {
			this.ended = true;
			closeChannel();
			failed(cause);
		}
	}

	/** Close the connection without a word. */
	final void close() {
		this.ended = true;
		closeChannel();
	}

	private void closeChannel() {
		if (this.channel != null) {
			try {
				this.channel.close();
			}
			catch (IOException ignored) {
				// It is of no use any more, anyway.
			}
		}
	}

}
