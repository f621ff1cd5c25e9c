package dev.syncedstore.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the figures were measured on.
 *
 * @param facts by name: processor, memory, system, JDK, PostgreSQL's settings
 */
public record Machine(Map<String, String> facts) {

	public Machine {
		facts = new TreeMap<>(facts);
	}

	/**
	 * This machine.
	 * @param postgres what is known of the database
	 * @return its facts
	 */
	public static Machine current(Map<String, String> postgres) {
		Map<String, String> facts = new TreeMap<>(postgres);
		Runtime runtime = Runtime.getRuntime();
		facts.put("processors", runtime.availableProcessors() + " × " + procfs("cpuinfo", "model name"));
		facts.put("memory", procfs("meminfo", "MemTotal"));
		facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
				+ System.getProperty("os.arch"));
		facts.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
		return new Machine(facts);
	}

	private static String procfs(String file, String name) {
		try (var lines = Files.lines(Path.of("/proc", file))) {
			return lines.filter((line) -> line.startsWith(name))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse("unknown");
		}
		catch (IOException ex) {
			return "unknown";
		}
	}

}
