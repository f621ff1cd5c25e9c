package dev.syncedstore.sample.cli.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that has all lists of this machine's user.
 *
 * @param root the folder, made when something is to be kept
 */
public record DataFolder(Path root) {

	private static final String NAME = "synced-store-todo";

	private static final int MAX_READABLE = 40;

	private static final int DIGEST_BYTES = 6;

	/**
	 * Where programs of this machine's user are expected to keep their data.
	 * @param environment the environment variables
	 * @param system the operating system's name, as Java has it
	 * @param home the user's home folder
	 * @return the folder
	 */
	public static Path usual(Map<String, String> environment, String system, Path home) {
		String name = system.toLowerCase(Locale.ROOT);
		if (name.startsWith("windows")) {
			return folder(environment, "LOCALAPPDATA", home.resolve("AppData/Local")).resolve(NAME);
		}
		if (name.startsWith("mac")) {
			return home.resolve("Library/Application Support").resolve(NAME);
		}
		return folder(environment, "XDG_DATA_HOME", home.resolve(".local/share")).resolve(NAME);
	}

	/**
	 * What is kept of a list.
	 * @param address which list
	 * @return its folder, which need not exist
	 */
	public ListFolder list(ListAddress address) {
		String whole = address.server() + "\n" + address.user() + "\n" + address.list();
		String readable = (address.list() + "-" + address.user()).toLowerCase(Locale.ROOT)
			.replaceAll("[^a-z0-9]+", "-");
		return new ListFolder(
				this.root
					.resolve(readable.substring(0, Math.min(readable.length(), MAX_READABLE)) + "-" + digest(whole)),
				address);
	}

	/**
	 * The lists of a user, of which there is something.
	 * @param user an address of that user's
	 * @return the addresses, by name
	 */
	public List<ListAddress> listsOf(ListAddress user) {
		if (!Files.isDirectory(this.root)) {
			return List.of();
		}
		try (Stream<Path> children = Files.list(this.root)) {
			return children.map(ListFolder::addressIn)
				.flatMap(Optional::stream)
				.filter((address) -> address.equals(user.withList(address.list())))
				.sorted((one, other) -> one.list().compareTo(other.list()))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.root + " can't be read: " + ex.getMessage(), ex);
		}
	}

	/** Make a folder that nobody else can look into, where the system knows of that. */
	static Path make(Path folder) {
		if (Files.isDirectory(folder)) {
			return folder;
		}
		try {
			Files.createDirectories(folder);
			PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class,
					LinkOption.NOFOLLOW_LINKS);
			if (view != null) {
				view.setPermissions(PosixFilePermissions.fromString("rwx------"));
			}
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(folder + " can't be made: " + ex.getMessage(), ex);
		}
	}

	private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
		String value = environment.get(variable);
		// Relative ones are to be ignored.
		return (value != null && Path.of(value).isAbsolute()) ? Path.of(value) : otherwise;
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
