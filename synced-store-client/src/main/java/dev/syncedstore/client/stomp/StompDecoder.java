package dev.syncedstore.client.stomp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames, wherever the pieces in which it arrives begin and
 * end. Not thread-safe.
 */
public final class StompDecoder {

	private static final int DEFAULT_MAX_FRAME_BYTES = 16 * 1024 * 1024;

	private final int maxFrameBytes;

	private byte[] buffer = new byte[0];

	/** Create a decoder for frames of at most 16 MiB. */
	public StompDecoder() {
		this(DEFAULT_MAX_FRAME_BYTES);
	}

	StompDecoder(int maxFrameBytes) {
		this.maxFrameBytes = maxFrameBytes;
	}

	/**
	 * Decode a piece of the stream.
	 * @param piece the bytes
	 * @return the frames that it completes; heart-beats are none
	 * @throws StompException if this is not STOMP; the stream is of no more use then
	 */
	public List<StompFrame> decode(byte[] piece) {
		byte[] bytes = join(this.buffer, piece);
		List<StompFrame> frames = new ArrayList<>();
		int position = 0;
		while (true) {
			position = skipLineEnds(bytes, position);
			Parsed parsed = parse(bytes, position);
			if (parsed == null) {
				break;
			}
			frames.add(parsed.frame());
			position = parsed.end();
		}
		if (bytes.length - position > this.maxFrameBytes) {
			throw new StompException("A frame takes more than " + this.maxFrameBytes + " bytes");
		}
		this.buffer = Arrays.copyOfRange(bytes, position, bytes.length);
		return frames;
	}

	private static @Nullable Parsed parse(byte[] bytes, int start) {
		List<String> lines = new ArrayList<>();
		int position = start;
		while (true) {
			int end = indexOf(bytes, (byte) '\n', position);
			if (end < 0) {
				return null;
			}
			int lineEnd = (end > position && bytes[end - 1] == '\r') ? end - 1 : end;
			String line = new String(bytes, position, lineEnd - position, StandardCharsets.UTF_8);
			position = end + 1;
			if (line.isEmpty()) {
				break;
			}
			lines.add(line);
		}
		String command = lines.get(0);
		Map<String, String> headers = headers(command, lines.subList(1, lines.size()));
		int bodyEnd = bodyEnd(bytes, position, headers.get("content-length"));
		if (bodyEnd < 0) {
			return null;
		}
		String body = new String(bytes, position, bodyEnd - position, StandardCharsets.UTF_8);
		return new Parsed(new StompFrame(command, headers, body), bodyEnd + 1);
	}

	/** Where the closing NUL is, or a negative number if it has not come yet. */
	private static int bodyEnd(byte[] bytes, int start, @Nullable String contentLength) {
		if (contentLength == null) {
			return indexOf(bytes, (byte) 0, start);
		}
		long end = start + length(contentLength);
		if (end >= bytes.length) {
			return -1;
		}
		if (bytes[(int) end] != 0) {
			throw new StompException("A frame doesn't end where its content-length says");
		}
		return (int) end;
	}

	private static long length(String contentLength) {
		try {
			return Integer.parseUnsignedInt(contentLength.trim());
		}
		catch (NumberFormatException ex) {
			throw new StompException("content-length is '" + contentLength + "'");
		}
	}

	/** Where a header is repeated, the first one counts. */
	private static Map<String, String> headers(String command, List<String> lines) {
		boolean escapes = StompFrame.hasEscapes(command);
		Map<String, String> headers = new LinkedHashMap<>();
		for (String line : lines) {
			int colon = line.indexOf(':');
			if (colon <= 0) {
				throw new StompException("A header of " + command + " has no name or no ':'");
			}
			String name = line.substring(0, colon);
			String value = line.substring(colon + 1);
			headers.putIfAbsent(escapes ? unescape(name) : name, escapes ? unescape(value) : value);
		}
		return headers;
	}

	private static String unescape(String text) {
		if (text.indexOf('\\') < 0) {
			return text;
		}
		StringBuilder result = new StringBuilder(text.length());
		boolean escaped = false;
		for (char c : text.toCharArray()) {
			if (escaped) {
				result.append(meaning(c));
				escaped = false;
			}
			else if (c == '\\') {
				escaped = true;
			}
			else {
				result.append(c);
			}
		}
		if (escaped) {
			throw new StompException("A header ends within an escape");
		}
		return result.toString();
	}

	private static char meaning(char escaped) {
		return switch (escaped) {
			case 'r' -> '\r';
			case 'n' -> '\n';
			case 'c' -> ':';
			case '\\' -> '\\';
			default -> throw new StompException("A header has an escape that STOMP doesn't know");
		};
	}

	private static int skipLineEnds(byte[] bytes, int start) {
		int position = start;
		while (position < bytes.length && (bytes[position] == '\n' || bytes[position] == '\r')) {
			position++;
		}
		return position;
	}

	private static int indexOf(byte[] bytes, byte wanted, int start) {
		for (int i = start; i < bytes.length; i++) {
			if (bytes[i] == wanted) {
				return i;
			}
		}
		return -1;
	}

	private static byte[] join(byte[] first, byte[] second) {
		if (first.length == 0) {
			return second;
		}
		byte[] joined = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, joined, first.length, second.length);
		return joined;
	}

	private record Parsed(StompFrame frame, int end) {
	}

}
