package dev.syncedstore.autoconfigure.fullstack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A connection whose every byte is the test's, for what no well-behaved client would do.
 */
final class RawConnection implements AutoCloseable {

	private static final int TEXT_FRAME = 0x81;

	private static final int MASKED = 0x80;

	private static final int LENGTH_OF_16_BITS = 126;

	private static final int MAX_SHORT_LENGTH = 125;

	private static final int MAX_ANSWER = 1 << 20;

	private final Socket socket = new Socket();

	/**
	 * Connect.
	 * @param application to whom
	 * @param receiveBuffer how much the system takes in for a client that does not read
	 */
	RawConnection(TestApplication application, int receiveBuffer) {
		try {
			this.socket.setReceiveBufferSize(receiveBuffer);
			this.socket.setTcpNoDelay(true);
			this.socket.connect(new InetSocketAddress("localhost", Integer.parseInt(application.port())), 10_000);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static RawConnection to(TestApplication application) {
		return new RawConnection(application, 64 * 1024);
	}

	RawConnection send(String text) {
		return send(text.getBytes(StandardCharsets.UTF_8));
	}

	/** Send, as long as the other side takes it. */
	RawConnection send(byte[] bytes) {
		try {
			this.socket.getOutputStream().write(bytes);
		}
		catch (IOException ex) {
			// It has closed the connection, and may have said why.
		}
		return this;
	}

	/** A POST by a user, of which the body follows. */
	RawConnection post(String user, String path, int contentLength) {
		return send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + TestApplication.basic(user)
				+ "\r\nContent-Type: application/json\r\nContent-Length: " + contentLength + "\r\n\r\n");
	}

	RawConnection post(String user, String path, String json) {
		return post(user, path, json.getBytes(StandardCharsets.UTF_8).length).send(json);
	}

	/** Become a WebSocket. */
	RawConnection handshake(String user) {
		send("GET /synced-store/poke HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + TestApplication.basic(user)
				+ "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
				+ Base64.getEncoder().encodeToString(new byte[16]) + "\r\nSec-WebSocket-Protocol: v12.stomp\r\n\r\n");
		StringBuilder answer = new StringBuilder();
		while (answer.indexOf("\r\n\r\n") < 0) {
			answer.append(new String(read(1, 10_000), StandardCharsets.ISO_8859_1));
		}
		if (!answer.toString().startsWith("HTTP/1.1 101")) {
			throw new IllegalStateException(answer.toString());
		}
		return this;
	}

	RawConnection sendFrame(String stomp) {
		return send(frame(TEXT_FRAME, stomp.getBytes(StandardCharsets.UTF_8)));
	}

	/** A masked frame, up to 64 kB long. */
	static byte[] frame(int firstByte, byte[] payload) {
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		frame.write(firstByte);
		if (payload.length <= MAX_SHORT_LENGTH) {
			frame.write(MASKED | payload.length);
		}
		else {
			frame.write(MASKED | LENGTH_OF_16_BITS);
			frame.write(payload.length >> 8);
			frame.write(payload.length);
		}
		// A mask of zeros.
		frame.writeBytes(new byte[4]);
		frame.writeBytes(payload);
		return frame.toByteArray();
	}

	/**
	 * Read once.
	 * @return what came, nothing at the end of the connection or of the time
	 */
	byte[] read(int maxBytes, int timeoutMillis) {
		try {
			this.socket.setSoTimeout(timeoutMillis);
			byte[] buffer = new byte[maxBytes];
			int count = this.socket.getInputStream().read(buffer);
			return Arrays.copyOf(buffer, Math.max(0, count));
		}
		catch (SocketTimeoutException ex) {
			return new byte[0];
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Send nothing more. */
	void endOutput() {
		try {
			this.socket.shutdownOutput();
		}
		catch (IOException ex) {
			// The other side was faster.
		}
	}

	/**
	 * All that comes until the connection is closed, or nothing more comes for a while.
	 */
	String readAll(int timeoutMillis) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		try {
			this.socket.setSoTimeout(timeoutMillis);
			InputStream in = this.socket.getInputStream();
			byte[] buffer = new byte[8192];
			for (int count = in.read(buffer); count >= 0 && all.size() < MAX_ANSWER; count = in.read(buffer)) {
				all.write(buffer, 0, count);
			}
		}
		catch (IOException ex) {
			// It was cut, or nothing came.
		}
		return all.toString(StandardCharsets.ISO_8859_1);
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
