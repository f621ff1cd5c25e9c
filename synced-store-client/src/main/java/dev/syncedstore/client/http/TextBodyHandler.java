package dev.syncedstore.client.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * Reads a body of UTF-8, compressed or not.
 */
final class TextBodyHandler implements HttpResponse.BodyHandler<String> {

	private static final int MAX_BYTES = 64 * 1024 * 1024;

	@Override
	public HttpResponse.BodySubscriber<String> apply(HttpResponse.ResponseInfo response) {
		boolean compressed = response.headers()
			.firstValue("Content-Encoding")
			.filter((encoding) -> encoding.equalsIgnoreCase("gzip"))
			.isPresent();
		return HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofByteArray(),
				(bytes) -> new String(compressed ? inflate(bytes) : bytes, StandardCharsets.UTF_8));
	}

	private static byte[] inflate(byte[] compressed) {
		try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
			byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
			if (bytes.length > MAX_BYTES) {
				throw new IOException("The body is larger than " + MAX_BYTES + " bytes");
			}
			return bytes;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
