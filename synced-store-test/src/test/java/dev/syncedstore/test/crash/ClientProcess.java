package dev.syncedstore.test.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

import dev.syncedstore.test.audit.Event;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A {@link JournalClient} that dies and comes back, with its files, without, or with old
 * ones.
 */
final class ClientProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int COMPARABLE = 60;

	private final String name;

	private final String user;

	private final Path folder;

	private final CuttingProxy line;

	private final RecordedHistory history;

	private final SplittableRandom random;

	private @Nullable Process process;

	private @Nullable Thread reader;

	private int runs;

	private int copies;

	private int restored;

	private volatile boolean ready;

	private volatile boolean paused;

	/** Whether the process makes no more mutations, as it says. */
	private volatile boolean still;

	/** The mutation that the process is about to make. */
	private volatile @Nullable String making;

	private volatile State state = new State("", -1, "");

	private int madeSinceCopy;

	/** Whose files were put aside. */
	private @Nullable String copiedId;

	ClientProcess(String name, String user, Path folder, CuttingProxy line, RecordedHistory history,
			SplittableRandom random) {
		this.name = name;
		this.user = user;
		this.folder = folder;
		this.line = line;
		this.history = history;
		this.random = random;
	}

	/** The line to the servers. */
	CuttingProxy line() {
		return this.line;
	}

	void start() throws IOException {
		this.ready = false;
		Process started = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx128m", "-cp",
				System.getProperty("java.class.path"), JournalClient.class.getName(),
				"http://localhost:" + this.line.port(), this.folder.toString(), this.user,
				this.name + "-" + this.runs++, Long.toString(this.random.nextLong()))
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		this.process = started;
		this.reader = new Thread(() -> read(started), "output of " + this.name);
		this.reader.start();
		pause(this.paused);
	}

	private void read(Process source) {
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(source.getInputStream(), StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.endsWith(" " + JournalClient.END)) {
					understand(line.split(" ", -1));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void understand(String[] words) {
		long time = Long.parseLong(words[0]);
		switch (words[1]) {
			case JournalClient.READY -> this.ready = true;
			case JournalClient.PAUSED -> this.still = true;
			case JournalClient.MAKING -> {
				this.making = words[2];
				this.history.add(time, new Event.Made(this.name, words[2], words[3]));
			}
			case JournalClient.MADE -> {
				this.making = null;
				this.madeSinceCopy++;
			}
			case JournalClient.CONFIRMED -> this.history.add(time, new Event.Confirmed(words[2]));
			case JournalClient.REJECTED -> this.history.add(time, new Event.Rejected(words[2]));
			case JournalClient.SEEN -> {
				this.state = new State(words[2], Integer.parseInt(words[3]), words[4].substring(1));
				this.history.add(time, new Event.Seen(this.name, SightText.read(words[5]), SightText.read(words[6])));
			}
			default -> {
				// What a library prints.
			}
		}
	}

	void awaitReady() {
		Awaitility.await().atMost(PATIENCE).until(() -> this.ready);
	}

	/** Wait until nothing is made any more that was not told of. */
	void awaitStill() {
		Awaitility.await().atMost(PATIENCE).until(() -> this.still);
	}

	/** Make no more mutations, or go on. */
	void pause(boolean pause) {
		this.paused = pause;
		this.still = false;
		if (this.process != null) {
			PrintStream in = new PrintStream(this.process.getOutputStream(), true, StandardCharsets.UTF_8);
			in.println(pause ? JournalClient.PAUSE : "go");
		}
	}

	/** What {@code kill -9} does; and something becomes of the files. */
	void kill(Fate how) throws IOException, InterruptedException {
		if (this.process == null || this.reader == null) {
			throw new IllegalStateException(this.name + " does not run");
		}
		// Not by the process itself, which would close its output with it.
		this.process.toHandle().destroyForcibly();
		this.process.waitFor();
		this.reader.join();
		String unfinished = this.making;
		if (unfinished != null) {
			this.making = null;
			happened(new Event.Abandoned(this.name, unfinished));
		}
		switch (how) {
			case KEPT -> keep();
			case LOST -> {
				empty();
				happened(new Event.Crashed(this.name));
			}
			case OLD -> {
				// Of another id, a copy would send what is done under the new one; and so
				// far back the server can't compare.
				if (this.state.clientId.equals(this.copiedId) && this.madeSinceCopy < COMPARABLE) {
					FolderCopy.copy(aside(), this.folder);
					happened(new Event.Reverted(this.name, copyName()));
					this.restored++;
				}
				else {
					keep();
				}
			}
		}
		this.state = new State("", -1, "");
	}

	private void keep() throws IOException {
		happened(new Event.Reopened(this.name));
		FolderCopy.copy(this.folder, aside());
		this.copies++;
		this.copiedId = this.state.clientId;
		this.madeSinceCopy = 0;
		happened(new Event.Copied(this.name, copyName()));
	}

	private void empty() throws IOException {
		Path nothing = Files.createTempDirectory("nothing");
		FolderCopy.copy(nothing, this.folder);
		Files.delete(nothing);
		this.copiedId = null;
	}

	private void happened(Event event) {
		this.history.add(System.nanoTime(), event);
	}

	private Path aside() {
		return this.folder.resolveSibling(this.folder.getFileName() + "-aside");
	}

	private String copyName() {
		return this.name + " copy " + this.copies;
	}

	/** Whether everything was sent, and the copy is at some point of the history. */
	boolean isAt(String checkpoint) {
		return this.state.pending == 0 && this.state.checkpoint.equals(checkpoint);
	}

	/** How often it came back with old files. */
	int restored() {
		return this.restored;
	}

	String name() {
		return this.name;
	}

	String user() {
		return this.user;
	}

	@Override
	public String toString() {
		return this.name + " with " + this.state;
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.destroyForcibly();
		}
	}

	/** What becomes of files. */
	enum Fate {

		/** They are there. */
		KEPT,

		/** They are gone. */
		LOST,

		/** An old copy takes their place. */
		OLD

	}

	/**
	 * How far a client has come.
	 */
	private record State(String clientId, int pending, String checkpoint) {
	}

}
