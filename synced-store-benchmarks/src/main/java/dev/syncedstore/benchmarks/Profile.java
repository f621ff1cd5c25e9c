package dev.syncedstore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;

import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import one.profiler.AsyncProfiler;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison's process spends its time with, if the run was told where to put that
 * by {@code -Dbenchmarks.profile=<folder>}. Where async-profiler works, that is a flame
 * graph, {@code <comparison>.html}, and the stacks that it was made of,
 * {@code <comparison>.txt}; elsewhere a recording of Flight Recorder,
 * {@code <comparison>.jfr}. Figures of such a run are lower.
 */
final class Profile {

	private static final String FOLDER = "benchmarks.profile";

	/** Which of the two, if not the better one that works. */
	private static final String PROFILER = "benchmarks.profiler";

	private final Path file;

	private final @Nullable AsyncProfiler profiler;

	private final @Nullable Recording recording;

	private Profile(Path file, @Nullable AsyncProfiler profiler, @Nullable Recording recording) {
		this.file = file;
		this.profiler = profiler;
		this.recording = recording;
	}

	/**
	 * What the process has to be started with.
	 */
	static List<String> jvmOptions() throws IOException {
		String folder = System.getProperty(FOLDER, "");
		if (folder.isEmpty()) {
			return List.of();
		}
		Path path = Files.createDirectories(Path.of(folder).toAbsolutePath());
		return List.of("-D" + FOLDER + "=" + path, "-D" + PROFILER + "=" + System.getProperty(PROFILER, ""),
				"-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints");
	}

	/**
	 * In that process: begin.
	 */
	static Profile start(String comparison) throws IOException, ParseException {
		String folder = System.getProperty(FOLDER, "");
		Path file = Path.of(folder, comparison);
		if (folder.isEmpty()) {
			return new Profile(file, null, null);
		}
		AsyncProfiler profiler = System.getProperty(PROFILER, "").equals("jfr") ? null : asyncProfiler();
		return new Profile(file, profiler, (profiler == null) ? recording() : null);
	}

	private static @Nullable AsyncProfiler asyncProfiler() throws IOException {
		try {
			AsyncProfiler profiler = AsyncProfiler.getInstance();
			profiler.execute("start,event=cpu,interval=1ms,threads");
			return profiler;
		}
		catch (IllegalStateException | IllegalArgumentException | UnsatisfiedLinkError ex) {
			System.err.println("Flight Recorder it is, because async-profiler doesn't work here: " + ex);
			return null;
		}
	}

	private static Recording recording() throws IOException, ParseException {
		Recording recording = new Recording(Configuration.getConfiguration("profile"));
		recording.start();
		return recording;
	}

	/**
	 * Write what was found out.
	 */
	void stop() throws IOException {
		if (this.profiler != null) {
			this.profiler.execute("stop,flamegraph,file=" + this.file + ".html");
			this.profiler.execute("dump,collapsed,file=" + this.file + ".txt");
		}
		if (this.recording != null) {
			this.recording.stop();
			this.recording.dump(Path.of(this.file + ".jfr"));
			this.recording.close();
		}
	}

}
