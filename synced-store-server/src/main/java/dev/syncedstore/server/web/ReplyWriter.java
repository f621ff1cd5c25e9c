package dev.syncedstore.server.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Writes replies, compressed where the client accepts that and it is worth it.
 */
final class ReplyWriter {

	private static final int MIN_COMPRESSED_BYTES = 1024;

	private static final byte GZIP_FIRST = (byte) 0x1f;

	private static final byte GZIP_SECOND = (byte) 0x8b;

	private static final Compressor COMPRESSOR = new Compressor();

	private ReplyWriter() {
	}

	static void write(HttpServletRequest request, HttpServletResponse response, Reply reply) throws IOException {
		write(response, reply, body(request, reply));
	}

	/**
	 * Write a reply whose body is ready, and wait until it is sent.
	 */
	static void write(HttpServletResponse response, Reply reply, byte[] body) throws IOException {
		writeHead(response, reply, body);
		response.getOutputStream().write(body);
		response.flushBuffer();
	}

	/**
	 * The bytes of a reply's body, compressed if that is worth it.
	 */
	static byte[] body(HttpServletRequest request, Reply reply) {
		byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
		return (body.length >= MIN_COMPRESSED_BYTES && acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING)))
				? COMPRESSOR.gzip(body) : body;
	}

	/**
	 * Set all that comes before the body.
	 */
	static void writeHead(HttpServletResponse response, Reply reply, byte[] body) {
		response.setStatus(reply.status());
		response.setContentType(reply.contentType());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
		reply.headers().forEach(response::setHeader);
		if (isCompressed(body)) {
			response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
		}
		response.setContentLength(body.length);
	}

	/** No JSON begins like this. */
	private static boolean isCompressed(byte[] body) {
		return body.length > 1 && body[0] == GZIP_FIRST && body[1] == GZIP_SECOND;
	}

	/**
	 * Whether an {@code Accept-Encoding} header names gzip and doesn't weigh it with 0.
	 */
	static boolean acceptsGzip(@Nullable String header) {
		if (header == null) {
			return false;
		}
		for (String coding : header.split(",")) {
			String[] parts = coding.split(";", 2);
			if (parts[0].strip().equalsIgnoreCase("gzip")) {
				return parts.length == 1 || !parts[1].replace(" ", "").matches("(?i)q=0(\\.0{0,3})?");
			}
		}
		return false;
	}

}
