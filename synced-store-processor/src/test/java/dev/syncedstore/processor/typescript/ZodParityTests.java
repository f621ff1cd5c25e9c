package dev.syncedstore.processor.typescript;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.ValueCodec;
import dev.syncedstore.processor.Compilation;
import dev.syncedstore.processor.kitchen.Bounds;
import dev.syncedstore.processor.kitchen.Figure;
import dev.syncedstore.processor.kitchen.KitchenSink;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Zod accepts what the server accepts, and refuses what it refuses: of values as
 * JavaScript has them, and as it writes them.
 */
class ZodParityTests {

	private static final String ZOD = "META-INF/resources/webjars/zod/";

	private static final int ROUNDS = Integer.getInteger("zod.rounds", 150);

	@TempDir
	private static Path folder;

	private static Context javaScript;

	private static Value check;

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	@BeforeAll
	static void load() throws Exception {
		List<Path> sources = Stream.of("KitchenMutators", "KitchenSink", "Figure", "Bounds", "package-info")
			.map((name) -> Path.of("src/test/java/dev/syncedstore/processor/kitchen", name + ".java"))
			.toList();
		Compilation compilation = Compilation.of(folder, sources, "-Asyncedstore.typescript=classpath:web",
				"-Asyncedstore.zod=true", "-Asyncedstore.portable=off");
		assertThat(compilation.messages()).isEmpty();
		unpackZod(folder.resolve("web"));
		Path schemas = folder.resolve("web/kitchen-sink.zod.js");
		Files.writeString(schemas, Files.readString(schemas).replace("from 'zod'", "from './v4/index.js'"));
		Path test = folder.resolve("web/test.mjs");
		Files.writeString(test, """
				import * as all from './kitchen-sink.zod.js';
				export function check(schema, json) {
				  const value = JSON.parse(json);
				  const result = all[schema].safeParse(value);
				  return [JSON.stringify(value), result.success,
				    result.success ? JSON.stringify(result.data) : JSON.stringify(result.error.issues)];
				}
				export const names = () => JSON.stringify(Object.fromEntries(
				  Object.entries(all.schemas).map(([kind, members]) => [kind, Object.keys(members)])));
				""");
		javaScript = Context.newBuilder("js")
			.allowIO(IOAccess.ALL)
			.option("js.esm-eval-returns-exports", "true")
			.option("engine.WarnInterpreterOnly", "false")
			.allowExperimentalOptions(true)
			.build();
		check = javaScript
			.eval(Source.newBuilder("js", test.toFile()).mimeType("application/javascript+module").build());
	}

	@AfterAll
	static void close() {
		javaScript.close();
	}

	@Test
	void valuesOfEveryKind() {
		compare("KitchenSinkSchema", KitchenSink.class, 80);
	}

	@Test
	void valuesWithEveryConstraint() {
		compare("BoundsSchema", Bounds.class, 60);
	}

	@Test
	void valuesOfASealedInterface() {
		compare("FigureSchema", Figure.class, 8);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"type":"Circle","radius":1}                                         | true
			{"type":"Circle","radius":0}                                         | false
			{"radius":1}                                                         | false
			{"type":"Square","side":1}                                           | true
			{"type":"Square","side":1,"within":null}                             | true
			{"type":"Square","side":1,"within":{"type":"Circle","radius":-1}}    | false
			{"type":"Triangle"}                                                  | false
			{"type":"Point","unknown":1}                                         | true
			[]                                                                   | false
			""")
	void figures(String json, boolean accepted) {
		Outcome outcome = outcome("FigureSchema", json);
		assertThat(outcome.accepted()).as(outcome.told()).isEqualTo(accepted);
		assertThat(problem(this.codecs.forType(Figure.class), outcome.json()) == null).isEqualTo(accepted);
	}

	@Test
	void whatIsRefusedIsRefusedInTheWordsOfTheServer() {
		String json = "{\"type\":\"Circle\",\"radius\":0}";
		assertThat(outcome("FigureSchema", json).told()).contains("must be greater than 0");
		assertThat(problem(this.codecs.forType(Figure.class), json)).isEqualTo("radius: must be greater than 0");
	}

	@Test
	void nullStandsForWhatIsNotThere() {
		assertThat(outcome("SquareSchema", "{\"side\":1,\"within\":null}").told()).isEqualTo("{\"side\":1}");
	}

	@Test
	void allSchemasAreFoundByTheNamesOnTheWire() {
		assertThat(check.getMember("names").execute().asString())
			.isEqualTo("{\"tables\":[\"sinks\",\"figures_of_all\",\"bounds\"],\"singletons\":[],"
					+ "\"mutators\":[\"put\",\"draw-it\"],\"actions\":[]}");
	}

	private <T> void compare(String schema, Class<T> type, int rarely) {
		ValueCodec<T> codec = this.codecs.forType(type);
		int accepted = 0;
		Map<String, Integer> refused = new TreeMap<>();
		for (int seed = 0; seed < ROUNDS; seed++) {
			Outcome outcome = outcome(schema, new RandomJson(seed, rarely).text(type));
			String problem = problem(codec, outcome.json());
			assertThat(outcome.accepted())
				.as("seed %d: %s%nserver: %s%nzod: %s", seed, outcome.json(), problem, outcome.told())
				.isEqualTo(problem == null);
			accepted += outcome.accepted() ? 1 : 0;
			refused.merge(String.valueOf(problem), 1, Integer::sum);
			if (outcome.accepted()) {
				assertThat(codec.read(outcome.told())).isEqualTo(codec.read(outcome.json()));
			}
		}
		assertThat(accepted).as("accepted, for %s", refused).isBetween(ROUNDS / 10, ROUNDS * 19 / 20);
	}

	private static <T> @org.jspecify.annotations.Nullable String problem(ValueCodec<T> codec, String json) {
		try {
			codec.read(json);
			return null;
		}
		catch (InvalidValueException ex) {
			return ex.getMessage();
		}
	}

	private static Outcome outcome(String schema, String json) {
		Value result = check.getMember("check").execute(schema, json);
		return new Outcome(result.getArrayElement(0).asString(), result.getArrayElement(1).asBoolean(),
				result.getArrayElement(2).asString());
	}

	private static void unpackZod(Path target) throws IOException {
		List<String> found = new ArrayList<>();
		String jar = Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
			.filter((path) -> path.matches(".*[\\\\/]zod-[0-9.]+\\.jar"))
			.findFirst()
			.orElseThrow();
		try (InputStream in = Files.newInputStream(Path.of(jar)); JarInputStream entries = new JarInputStream(in)) {
			for (JarEntry entry = entries.getNextJarEntry(); entry != null; entry = entries.getNextJarEntry()) {
				String name = entry.getName().replaceFirst(ZOD + "[0-9.]+/", "");
				if (name.startsWith("v4/") && name.endsWith(".js")) {
					Path file = target.resolve(name);
					Files.createDirectories(file.getParent());
					Files.write(file, entries.readAllBytes());
					found.add(name);
				}
			}
		}
		assertThat(found).contains("v4/index.js");
	}

	/**
	 * What Zod says.
	 *
	 * @param json the value as JavaScript writes it
	 * @param accepted whether it is accepted
	 * @param told what comes out, or what is wrong
	 */
	private record Outcome(String json, boolean accepted, String told) {
	}

}
