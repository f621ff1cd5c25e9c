package dev.syncedstore.sample.teavm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The source map of a module that the build has compiled, read as browsers read it.
 */
public final class JavaSourceMap {

	private static final String FOLDER = "/synced-store/mutators/";

	private static final String LINK = "//# sourceMappingURL=";

	private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	private final String module;

	private final JsonNode map;

	private final List<Mapping> mappings;

	private JavaSourceMap(String module, JsonNode map) {
		this.module = module;
		this.map = map;
		this.mappings = decode(map);
	}

	/**
	 * Read what the build has made.
	 * @param storeType the store type
	 * @return its source map, which its module names
	 */
	public static JavaSourceMap of(String storeType) {
		String stub = text(storeType + ".js");
		String module = stub.substring(stub.indexOf("./") + 2, stub.lastIndexOf('\''));
		String script = text(module);
		String link = script.substring(script.indexOf(LINK) + LINK.length()).strip();
		return new JavaSourceMap(module, JsonMapper.shared().readTree(text(link)));
	}

	/** The name of the module's file. */
	public String module() {
		return this.module;
	}

	/** Where code of a source was compiled to, and from which of its lines. */
	public List<Mapping> of(Class<?> type) {
		String source = type.getName().replace('.', '/') + ".java";
		return this.mappings.stream().filter((mapping) -> mapping.source().equals(source)).toList();
	}

	/** The text of a source, as it is in the map. */
	public String content(Class<?> type) {
		String source = type.getName().replace('.', '/') + ".java";
		for (int i = 0; i < this.map.get("sources").size(); i++) {
			if (this.map.get("sources").get(i).asString().equals(source)) {
				return this.map.get("sourcesContent").get(i).asString();
			}
		}
		throw new IllegalArgumentException("The map doesn't know " + source);
	}

	private static List<Mapping> decode(JsonNode map) {
		List<Mapping> result = new ArrayList<>();
		int[] state = new int[5];
		String[] lines = map.get("mappings").asString().split(";", -1);
		for (int line = 0; line < lines.length; line++) {
			state[0] = 0;
			for (String segment : lines[line].isEmpty() ? new String[0] : lines[line].split(",")) {
				List<Integer> fields = numbers(segment);
				for (int i = 0; i < fields.size(); i++) {
					state[i] += fields.get(i);
				}
				if (fields.size() >= 4) {
					result.add(new Mapping(line, state[0], map.get("sources").get(state[1]).asString(), state[2] + 1));
				}
			}
		}
		return result;
	}

	/**
	 * Numbers of any length, five bits a digit, the lowest first, with the sign at the
	 * very end.
	 */
	private static List<Integer> numbers(String segment) {
		List<Integer> result = new ArrayList<>();
		int value = 0;
		int shift = 0;
		for (char c : segment.toCharArray()) {
			int digit = DIGITS.indexOf(c);
			value |= (digit & 31) << shift;
			shift += 5;
			if ((digit & 32) == 0) {
				result.add(((value & 1) == 0) ? value >> 1 : -(value >> 1));
				value = 0;
				shift = 0;
			}
		}
		return result;
	}

	private static String text(String file) {
		try (InputStream in = JavaSourceMap.class.getResourceAsStream(FOLDER + file)) {
			if (in == null) {
				throw new IllegalArgumentException("There is no " + file);
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Where in the module something begins, and what it was compiled from.
	 *
	 * @param line the line of the module, from 0
	 * @param column the column there, from 0
	 * @param source the file of the Java source
	 * @param javaLine the line of the Java source, from 1
	 */
	public record Mapping(int line, int column, String source, int javaLine) {
	}

}
