package dev.syncedstore.sample.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.syncedstore.sample.cli.data.DataFolder;
import dev.syncedstore.sample.cli.data.ListAddress;
import dev.syncedstore.sample.cli.data.ListFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * What all commands are told: which list, where, and as whom.
 */
final class ListOptions {

	/** Users of the sample's server, whose password is their name. */
	private static final List<String> DEMO_USERS = List.of("alice", "bob", "carol");

	private static final String DEFAULT_SERVER = "http://localhost:8080";

	@Option(names = { "-l", "--list" }, paramLabel = "<name>", scope = ScopeType.INHERIT,
			defaultValue = "${env:TODO_LIST:-main}", description = "The list. Default: main")
	private String list = "main";

	@Option(names = { "-u", "--user" }, paramLabel = "<name>", scope = ScopeType.INHERIT,
			defaultValue = "${env:TODO_USER:-alice}", description = "Who you are. Default: alice")
	private String user = "alice";

	@Option(names = "--password", paramLabel = "<password>", scope = ScopeType.INHERIT,
			defaultValue = "${env:TODO_PASSWORD}",
			description = "Better in TODO_PASSWORD, or typed when asked for. Default for alice, bob and carol: the name")
	private @Nullable String password;

	@Option(names = { "-s", "--server" }, paramLabel = "<address>", scope = ScopeType.INHERIT,
			defaultValue = "${env:TODO_SERVER:-" + DEFAULT_SERVER + "}",
			description = "Where the server is. Default: " + DEFAULT_SERVER)
	private URI server = URI.create(DEFAULT_SERVER);

	@Option(names = "--data", paramLabel = "<folder>", scope = ScopeType.INHERIT, defaultValue = "${env:TODO_DATA}",
			description = "Where lists are kept on this machine. Default: the usual place for data")
	private @Nullable Path data;

	@Option(names = "--wait", paramLabel = "<seconds>", scope = ScopeType.INHERIT, defaultValue = "3",
			description = "How long to wait for a server that doesn't answer, where the command can do without. Default: 3")
	private int wait = 3;

	@Option(names = "--plain", scope = ScopeType.INHERIT, description = "Columns as in a pipe, also in a terminal")
	private boolean plain;

	boolean isPlain() {
		return this.plain;
	}

	Duration patience() {
		return Duration.ofSeconds(Math.max(0, this.wait));
	}

	DataFolder dataFolder() {
		return new DataFolder((this.data != null) ? this.data : DataFolder.usual(System.getenv(),
				System.getProperty("os.name"), Path.of(System.getProperty("user.home"))));
	}

	ListAddress address() {
		if (this.server.getHost() == null || !List.of("http", "https").contains(this.server.getScheme())) {
			throw new StatusException(StatusException.WRONG_USAGE,
					"'" + this.server + "' is not a server's address: write it like " + DEFAULT_SERVER);
		}
		return new ListAddress(this.server, this.user, this.list);
	}

	ListFolder folder() {
		return dataFolder().list(address());
	}

	/**
	 * Who asks.
	 * @param prompt asks for the password where nobody has said it
	 */
	Account account(PasswordPrompt prompt) {
		String known = (this.password != null) ? this.password : DEMO_USERS.contains(this.user) ? this.user : null;
		return new Account(address().server(), this.user, (known != null) ? known : prompt.ask(this.user));
	}

	/**
	 * Asks for a password.
	 */
	interface PasswordPrompt {

		/**
		 * Ask.
		 * @param user whose
		 * @return the password
		 * @throws StatusException if there is nobody to be asked
		 */
		String ask(String user);

	}

}
