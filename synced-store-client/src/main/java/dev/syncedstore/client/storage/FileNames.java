package dev.syncedstore.client.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of files for any text, different for different texts, also where the file system
 * doesn't tell capitals from small letters.
 */
final class FileNames {

	private static final int MAX_LENGTH = 100;

	private static final int HEAD_LENGTH = 40;

	private static final int DIGEST_BYTES = 16;

	private FileNames() {
	}

	static String of(String text) {
		StringBuilder name = new StringBuilder();
		for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (each & 0xFF);
			if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '~' || c == '_') {
				name.append(c);
			}
			else {
				name.append('%').append(HexFormat.of().toHexDigits(each));
			}
		}
		return (name.length() <= MAX_LENGTH) ? "s-" + name : "l-" + name.substring(0, HEAD_LENGTH) + "~" + digest(text);
	}

	private static String digest(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
