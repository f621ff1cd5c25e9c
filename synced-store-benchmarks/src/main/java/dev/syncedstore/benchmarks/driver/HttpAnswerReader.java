package dev.syncedstore.benchmarks.driver;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads answers from bytes as they come. Knows bodies with a length and chunked ones.
 * Belongs to one thread.
 */
final class HttpAnswerReader {

	private static final int HEXADECIMAL = 16;

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private final List<String> lines = new ArrayList<>();

	private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

	private State state = State.HEAD;

	private byte[] body = new byte[0];

	private int filled;

	/**
	 * Read on.
	 * @param bytes what has come; those after the end of an answer stay
	 * @return an answer, if it is complete
	 */
	@Nullable HttpAnswer read(ByteBuffer bytes) {
		while (bytes.hasRemaining()) {
			switch (this.state) {
				case HEAD, CHUNK_LENGTH, CHUNK_END, TRAILER -> readLine(bytes);
				case BODY, CHUNK -> readBody(bytes);
				case DONE -> throw new IllegalStateException("Taken already");
			}
			if (this.state == State.DONE) {
				return take();
			}
		}
		return null;
	}

	private void readLine(ByteBuffer bytes) {
		while (bytes.hasRemaining()) {
			byte next = bytes.get();
			if (next == '\n') {
				String text = this.line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
				this.line.reset();
				line(text);
				return;
			}
			this.line.write(next);
		}
	}

	private void line(String text) {
		switch (this.state) {
			case HEAD -> {
				if (text.isEmpty()) {
					headEnded();
				}
				else {
					this.lines.add(text);
				}
			}
			case CHUNK_LENGTH -> {
				int semicolon = text.indexOf(';');
				begin(Integer.parseInt((semicolon < 0) ? text : text.substring(0, semicolon), HEXADECIMAL));
				this.state = (this.body.length == 0) ? State.TRAILER : State.CHUNK;
			}
			case CHUNK_END -> this.state = State.CHUNK_LENGTH;
			default -> {
				if (text.isEmpty()) {
					this.body = this.chunks.toByteArray();
					this.chunks.reset();
					this.state = State.DONE;
				}
			}
		}
	}

	private void headEnded() {
		HttpAnswer head = head();
		if (head.header("Transfer-Encoding").contains("chunked")) {
			this.state = State.CHUNK_LENGTH;
			return;
		}
		List<String> length = head.header("Content-Length");
		begin(length.isEmpty() ? 0 : Integer.parseInt(length.get(0)));
		this.state = (this.body.length == 0) ? State.DONE : State.BODY;
	}

	private void begin(int length) {
		this.body = new byte[length];
		this.filled = 0;
	}

	private void readBody(ByteBuffer bytes) {
		int count = Math.min(bytes.remaining(), this.body.length - this.filled);
		bytes.get(this.body, this.filled, count);
		this.filled += count;
		if (this.filled < this.body.length) {
			return;
		}
		if (this.state == State.BODY) {
			this.state = State.DONE;
		}
		else {
			this.chunks.writeBytes(this.body);
			this.state = State.CHUNK_END;
		}
	}

	private HttpAnswer head() {
		String status = this.lines.get(0);
		int begin = status.indexOf(' ') + 1;
		return new HttpAnswer(Integer.parseInt(status.substring(begin, begin + 3)),
				List.copyOf(this.lines.subList(1, this.lines.size())), this.body);
	}

	private HttpAnswer take() {
		HttpAnswer answer = head();
		this.lines.clear();
		this.body = new byte[0];
		this.state = State.HEAD;
		return answer;
	}

	private enum State {

		HEAD, BODY, CHUNK_LENGTH, CHUNK, CHUNK_END, TRAILER, DONE

	}

}
