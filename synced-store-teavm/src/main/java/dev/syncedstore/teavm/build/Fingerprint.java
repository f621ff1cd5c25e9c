package dev.syncedstore.teavm.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.syncedstore.teavm.generate.ValidationMessages;

/**
 * Tells whether a module would come out the same.
 */
final class Fingerprint {

	private Fingerprint() {
	}

	static String of(Map<String, byte[]> classes, ValidationMessages messages, BuildSettings settings, List<Path> tools)
			throws IOException {
		MessageDigest digest = sha256();
		add(digest, messages.toString());
		add(digest, settings.sourceMaps() + " " + new TreeSet<>(settings.excluded()));
		for (Path tool : new TreeSet<>(tools)) {
			// A folder is a module of a build that is under way: its classes count.
			add(digest, Files.isDirectory(tool) ? ModuleFiles.newest(tool) : tool.getFileName().toString());
		}
		classes.forEach((name, content) -> {
			add(digest, name);
			digest.update(content);
		});
		return HexFormat.of().formatHex(digest.digest());
	}

	static String ofText(String text) {
		MessageDigest digest = sha256();
		add(digest, text);
		return HexFormat.of().formatHex(digest.digest());
	}

	private static void add(MessageDigest digest, String text) {
		digest.update(text.getBytes(StandardCharsets.UTF_8));
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Each JDK has SHA-256", ex);
		}
	}

}
