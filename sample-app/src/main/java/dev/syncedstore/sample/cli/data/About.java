package dev.syncedstore.sample.cli.data;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * Says in a file of which list a folder is.
 */
final class About {

	private static final String SERVER = "server";

	private static final String USER = "user";

	private static final String LIST = "list";

	private About() {
	}

	static void write(ListAddress address, Path file) {
		Properties about = new Properties();
		about.setProperty(SERVER, address.server().toString());
		about.setProperty(USER, address.user());
		about.setProperty(LIST, address.list());
		try {
			Path anew = Files.createTempFile(file.getParent(), "about", ".new");
			try (Writer writer = Files.newBufferedWriter(anew)) {
				about.store(writer, null);
			}
			Files.move(anew, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(file + " can't be written: " + ex.getMessage(), ex);
		}
	}

	static ListAddress read(Path file) {
		Properties about = new Properties();
		try (Reader reader = Files.newBufferedReader(file)) {
			about.load(reader);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(file + " can't be read: " + ex.getMessage(), ex);
		}
		return new ListAddress(URI.create(about.getProperty(SERVER, "")), about.getProperty(USER, ""),
				about.getProperty(LIST, ""));
	}

}
