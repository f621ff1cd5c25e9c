package dev.syncedstore.server.web;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import dev.syncedstore.core.protocol.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * What the head of a request says of its body: JSON alone, plain or gzip, up to a size
 * that counts after inflating.
 *
 * @param gzip whether it comes compressed
 * @param expectedBytes how long it says it is, or 0
 * @param maxBytes how large the inflated body may be
 */
record RequestBody(boolean gzip, int expectedBytes, int maxBytes) {

	private static final int BUFFER = 8192;

	/**
	 * Check the head of a request.
	 * @param request the request
	 * @param maxBytes how large the inflated body may be
	 * @return what to expect
	 */
	static RequestBody of(HttpServletRequest request, int maxBytes) {
		checkContentType(request.getContentType());
		boolean gzip = isGzip(request.getHeader(HttpHeaders.CONTENT_ENCODING));
		if (!gzip && request.getContentLengthLong() > maxBytes) {
			throw tooLarge(maxBytes);
		}
		return new RequestBody(gzip, (int) Math.max(0, Math.min(maxBytes, request.getContentLengthLong())), maxBytes);
	}

	/**
	 * Check the head of a request and read its body.
	 * @param request the request
	 * @param maxBytes how large the inflated body may be
	 * @return the text
	 * @throws IOException if the client goes away
	 */
	static String read(HttpServletRequest request, int maxBytes) throws IOException {
		return of(request, maxBytes).read(request.getInputStream());
	}

	/**
	 * Read what has come of a short body, which most often is all of it, without waiting.
	 * @param request the request, of which nothing has been read
	 * @return its beginning, possibly nothing
	 * @throws IOException if the client goes away
	 */
	Beginning begin(HttpServletRequest request) throws IOException {
		long length = request.getContentLengthLong();
		if (length <= 0 || length > BUFFER || request.getInputStream().available() == 0) {
			return new Beginning(this, new byte[0], false);
		}
		byte[] bytes = new byte[(int) length];
		int count = Math.max(0, request.getInputStream().read(bytes));
		return new Beginning(this, Arrays.copyOf(bytes, count), count == length);
	}

	/**
	 * Read the body, and wait until all of it has come.
	 * @param body the bytes, as they were sent
	 * @return the text
	 * @throws IOException if the client goes away
	 */
	String read(InputStream body) throws IOException {
		byte[] bytes = this.gzip ? inflate(body, this.maxBytes) : read(body, this.maxBytes, this.expectedBytes);
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw RefusedRequestException.invalid("", "The body is not UTF-8");
		}
	}

	/**
	 * Whether a content type is the one that requests have.
	 */
	static void checkContentType(@Nullable String contentType) {
		try {
			MediaType type = (contentType != null) ? MediaType.parseMediaType(contentType) : null;
			if (type != null && MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
					&& (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset()))) {
				return;
			}
		}
		catch (InvalidMediaTypeException ex) {
			// Told below.
		}
		throw RefusedRequestException.unsupportedMediaType(
				(contentType != null) ? "The content type is " + contentType + ": send application/json in UTF-8"
						: "The content type is missing: send application/json",
				"Accept-Post", MediaType.APPLICATION_JSON_VALUE);
	}

	private static boolean isGzip(@Nullable String encoding) {
		if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
			return false;
		}
		if (encoding.strip().equalsIgnoreCase("gzip")) {
			return true;
		}
		throw RefusedRequestException.unsupportedMediaType(
				"The content encoding is " + encoding + ": send the body plain or with gzip",
				HttpHeaders.ACCEPT_ENCODING, "gzip");
	}

	private static byte[] inflate(InputStream body, int maxBytes) throws IOException {
		try (InputStream inflated = new SingleMember(new Compressed(body, maxBytes))) {
			return read(inflated, maxBytes, 0);
		}
		catch (ZipException | EOFException ex) {
			throw RefusedRequestException.invalid("", "The body is not gzip, as its content encoding says");
		}
	}

	private static byte[] read(InputStream body, int maxBytes, int expectedBytes) throws IOException {
		ByteArrayOutputStream read = new ByteArrayOutputStream(Math.max(BUFFER, expectedBytes));
		byte[] buffer = new byte[BUFFER];
		for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
			if (read.size() + count > maxBytes) {
				throw tooLarge(maxBytes);
			}
			read.write(buffer, 0, count);
		}
		return read.toByteArray();
	}

	static RefusedRequestException tooLarge(int maxBytes) {
		return RefusedRequestException.of(ProblemCode.REQUEST_TOO_LARGE,
				"The request has more than " + maxBytes + " bytes: send fewer mutations at a time");
	}

	/**
	 * What has been read of a body.
	 *
	 * @param body what was expected
	 * @param bytes the bytes, as they were sent
	 * @param complete whether that is all
	 */
	record Beginning(RequestBody body, byte[] bytes, boolean complete) {
	}

	/**
	 * Bounds what is read, however little comes out of it.
	 */
	private static final class Compressed extends FilterInputStream {

		private final int maxBytes;

		private long count;

		Compressed(InputStream body, int maxBytes) {
			super(body);
			this.maxBytes = maxBytes;
		}

		@Override
		public int read() throws IOException {
			int read = super.read();
			count(Math.min(read, 1));
			return read;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int read = super.read(bytes, offset, length);
			count(read);
			return read;
		}

		private void count(int read) {
			this.count += Math.max(0, read);
			if (this.count > this.maxBytes) {
				throw tooLarge(this.maxBytes);
			}
		}

	}

	/**
	 * Refuses what follows the first member. The JDK follows a chain of members by
	 * recursion, which a client could drive as deep as it likes; and which versions of it
	 * see all that follows differs.
	 */
	private static final class SingleMember extends GZIPInputStream {

		private static final int TRAILER = 8;

		private boolean reading;

		SingleMember(InputStream body) throws IOException {
			super(body, BUFFER);
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			if (this.reading) {
				throw tooMuch();
			}
			this.reading = true;
			int count = super.read(bytes, offset, length);
			this.reading = false;
			if (count < 0 && this.inf.getRemaining() > TRAILER) {
				throw tooMuch();
			}
			return count;
		}

		private static ZipException tooMuch() {
			return new ZipException("Something follows the first member");
		}

	}

}
