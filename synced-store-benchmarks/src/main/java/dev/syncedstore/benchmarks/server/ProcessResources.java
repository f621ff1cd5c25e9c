package dev.syncedstore.benchmarks.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process takes of the machine. Thread-safe.
 */
public final class ProcessResources {

	private static final Pattern TOTAL = Pattern.compile("^Total\\s+\\d+\\s+(\\d+)", Pattern.MULTILINE);

	private static final Pattern RESIDENT = Pattern.compile("^VmRSS:\\s+(\\d+) kB", Pattern.MULTILINE);

	private static final long KILOBYTE = 1024;

	private final ProcessHandle process;

	/**
	 * Of a process of this machine.
	 * @param process the process
	 */
	public ProcessResources(ProcessHandle process) {
		this.process = process;
	}

	/**
	 * Of this process.
	 * @return its resources
	 */
	public static ProcessResources current() {
		return new ProcessResources(ProcessHandle.current());
	}

	/**
	 * Its id.
	 * @return the id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Time it has run on any processor so far.
	 * @return the time
	 */
	public Duration cpuTime() {
		return this.process.info()
			.totalCpuDuration()
			.orElseThrow(() -> new IllegalStateException("The system doesn't tell CPU times"));
	}

	/**
	 * What lives on its heap, after a garbage collection that this causes.
	 * @return bytes
	 * @throws IOException if it can't be asked
	 */
	public long heapAfterCollection() throws IOException {
		Process histogram = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
				String.valueOf(pid()), "GC.class_histogram")
			.redirectErrorStream(true)
			.start();
		return number(TOTAL, new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
	}

	/**
	 * The memory it occupies.
	 * @return bytes
	 * @throws IOException if the system doesn't tell
	 */
	public long residentBytes() throws IOException {
		return KILOBYTE * number(RESIDENT, Files.readString(Path.of("/proc", String.valueOf(pid()), "status")));
	}

	private static long number(Pattern pattern, String text) throws IOException {
		Matcher matcher = pattern.matcher(text);
		if (!matcher.find()) {
			throw new IOException("No " + pattern + " in: " + text);
		}
		return Long.parseLong(matcher.group(1));
	}

}
