package dev.syncedstore.sample.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * What the pages are made of: the same static files for everybody, which browsers keep so
 * that pages can be loaded while the server is away.
 *
 * @param version stands for the contents of all the files
 * @param files their addresses
 */
record Shell(String version, List<String> files) {

	/** Below these addresses, in these folders. */
	private static final Map<String, String> FOLDERS = Map.of("/", "static/", "/synced-store/client/",
			"dev/syncedstore/client/js/", "/synced-store/mutators/", "synced-store/mutators/");

	/** Asked for by the browser itself, which looks for newer versions of it. */
	private static final String SERVICE_WORKER = "/service-worker.js";

	static Shell find(ResourcePatternResolver resources) throws IOException {
		SortedMap<String, Resource> files = new TreeMap<>();
		for (Map.Entry<String, String> folder : FOLDERS.entrySet()) {
			for (Resource file : resources.getResources("classpath*:/" + folder.getValue() + "**/*.*")) {
				String address = file.getURL().toString();
				String path = address.substring(address.lastIndexOf(folder.getValue()) + folder.getValue().length());
				if (file.isReadable() && !path.endsWith(".map") && !path.endsWith(".d.ts")) {
					// The first on the class path is the one that is served.
					files.putIfAbsent(folder.getKey() + path, file);
				}
			}
		}
		String version = versionOf(files);
		files.remove(SERVICE_WORKER);
		return new Shell(version, List.copyOf(files.keySet()));
	}

	/** The script that tells the service worker. */
	String toScript() {
		String quoted = this.files.stream().map((file) -> "\"" + file + "\"").collect(Collectors.joining(", "));
		return "self.shell = { version: \"" + this.version + "\", files: [" + quoted + "] };\n";
	}

	private static String versionOf(SortedMap<String, Resource> files) throws IOException {
		MessageDigest digest = sha256();
		for (Map.Entry<String, Resource> file : files.entrySet()) {
			digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
			try (InputStream content = file.getValue().getInputStream()) {
				digest.update(content.readAllBytes());
			}
		}
		return HexFormat.of().formatHex(digest.digest(), 0, 8);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
