package dev.syncedstore.processor.portable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.tools.Diagnostic;

import dev.syncedstore.processor.Compilation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PortableCheckTests {

	private static final String MUTATORS = """
			package app;
			import dev.syncedstore.core.*;
			import java.util.*;
			import java.util.function.*;
			import java.util.stream.*;
			@Mutators(type = "test")
			public class TestMutators {
			%s
			    public record Args(String text, int count, long large, double real, List<String> list, Map<String, Integer> map,
			            Optional<String> maybe) {
			    }
			    enum Kind { A, B }
			    @Mutator
			    public void run(MutationContext ctx, Args args) {
			%s
			    }
			}
			""";

	private static final int LINE = 15;

	private static final String MEMBERS = "    static int counter; static final Map<String, Integer> CACHE = new HashMap<>();"
			+ " static final int LIMIT = 7; static final List<String> NAMES = List.of(\"a\"); static final int[] TABLE = { 1, 2, 3 };";

	private static final Map<String, Rule> RULES = Map.ofEntries(Map.entry("clock", Rule.CLOCK),
			Map.entry("random", Rule.RANDOM), Map.entry("uuid", Rule.UUID), Map.entry("identity", Rule.IDENTITY),
			Map.entry("environment", Rule.ENVIRONMENT), Map.entry("locale", Rule.LOCALE),
			Map.entry("charset", Rule.CHARSET), Map.entry("hash order", Rule.HASH_ORDER),
			Map.entry("format", Rule.FORMAT), Map.entry("regex", Rule.REGEX), Map.entry("float", Rule.FLOAT),
			Map.entry("round", Rule.ROUND), Map.entry("inexact", Rule.INEXACT), Map.entry("division", Rule.DIVISION),
			Map.entry("narrowing", Rule.NARROWING), Map.entry("double text", Rule.DOUBLE_TEXT),
			Map.entry("object text", Rule.OBJECT_TEXT), Map.entry("reverse", Rule.REVERSE),
			Map.entry("static state", Rule.STATIC_STATE), Map.entry("output", Rule.OUTPUT),
			Map.entry("threads", Rule.THREADS), Map.entry("io", Rule.IO), Map.entry("reflection", Rule.REFLECTION),
			Map.entry("security", Rule.SECURITY), Map.entry("lines", Rule.LINES), Map.entry("new time", Rule.NEW_TIME));

	@TempDir
	private Path folder;

	/** A statement, and the rule that it breaks. */
	private static final String BROKEN = """
			long now = System.currentTimeMillis();                                   | clock
			java.time.Instant now = java.time.Instant.now();                         | clock
			Supplier<java.time.LocalDate> now = java.time.LocalDate::now;            | clock
			Date now = new Date();                                                   | clock
			long now = System.nanoTime();                                            | clock
			java.time.LocalDateTime now = java.time.LocalDateTime.now();             | clock
			long now = java.time.Clock.systemUTC().millis();                         | clock
			var now = Calendar.getInstance();                                        | clock
			double x = Math.random();                                                | random
			int x = new Random(7).nextInt();                                         | random
			int x = java.util.concurrent.ThreadLocalRandom.current().nextInt();      | random
			int x = new SplittableRandom().nextInt();                                | random
			Collections.shuffle(new ArrayList<>(args.list()));                       | random
			UUID id = UUID.randomUUID();                                             | uuid
			int h = System.identityHashCode(args);                                   | identity
			int h = new Object().hashCode();                                         | identity
			int h = Kind.A.hashCode();                                               | identity
			String home = System.getenv("HOME");                                     | environment
			String s = args.text().toUpperCase();                                    | locale
			String s = args.text().toLowerCase();                                    | locale
			Function<String, String> f = String::toLowerCase;                        | locale
			byte[] b = args.text().getBytes();                                       | charset
			String s = new String(new byte[] { 65 });                                | charset
			Set<String> s = new HashSet<>(args.list()); for (String t : s) { }       | hash order
			for (String t : Set.of("a", "b")) { }                                    | hash order
			for (String t : Map.of("a", 1, "b", 2).keySet()) { }                     | hash order
			new HashMap<String, Integer>().forEach((k, v) -> { });                   | hash order
			List<String> l = new ArrayList<>(Set.of("a", "b"));                      | hash order
			List<String> l = List.copyOf(new HashSet<>(args.list()));                | hash order
			String s = String.join(",", Set.of("a", "b"));                           | hash order
			Object o = Set.of("a", "b").stream().map(String::length).toList();       | hash order
			args.list().stream().collect(Collectors.groupingBy(String::length)).forEach((k, v) -> { }); | hash order
			for (String t : args.list().stream().collect(Collectors.toSet())) { }    | hash order
			args.list().stream().collect(Collectors.toMap(t -> t, t -> 1)).keySet().forEach(t -> { }); | hash order
			double d = Set.of(1, 2).stream().mapToDouble(i -> i / 10.0).sum();       | hash order
			String t = new HashSet<>(args.list()).iterator().next();                 | hash order
			var m = new HashMap<String, Integer>(); String s = "" + m;               | hash order
			String s = String.format("%d", 1);                                       | format
			String s = "%d".formatted(1);                                            | format
			boolean b = args.text().matches("a*");                                   | regex
			String[] s = args.text().split(",");                                     | regex
			String s = args.text().replaceAll("a", "b");                             | regex
			String s = args.text().replaceFirst("a", "b");                           | regex
			boolean b = java.util.regex.Pattern.matches("a", args.text());           | regex
			Object p = java.util.regex.Pattern.compile("a");                         | regex
			float f = 1;                                                             | float
			double d = 1.5f * args.real();                                           | float
			double d = (float) args.real();                                          | float
			Float f = null;                                                          | float
			double d = Double.valueOf(args.real()).floatValue();                     | float
			double d = Float.parseFloat("1");                                        | float
			long r = Math.round(args.real());                                        | round
			double r = Math.rint(args.real());                                       | round
			double r = Math.pow(args.real(), 2);                                     | inexact
			int q = 100 / args.count();                                              | division
			long q = args.large() % args.count();                                    | division
			int q = 7; q /= args.count();                                            | division
			int q = Math.floorMod(7, args.count());                                  | division
			int i = (int) args.real();                                               | narrowing
			long l = (long) (args.real() * 100);                                     | narrowing
			int i = (int) (args.large() * 1.5);                                      | narrowing
			int i = Double.valueOf(args.real()).intValue();                          | narrowing
			int i = (int) Math.floor(args.real());                                   | narrowing
			String s = "" + args.real();                                             | double text
			String s = Double.toString(args.real());                                 | double text
			String s = String.valueOf(args.real());                                  | double text
			StringBuilder s = new StringBuilder().append(args.real());               | double text
			String s = "at "; s += args.real();                                      | double text
			Object o = Stream.of(1.5).map(String::valueOf).toList();                 | double text
			Object o = java.math.BigDecimal.valueOf(args.real());                    | double text
			String s = Objects.toString(args.real());                                | double text
			String s = "" + args;                                                    | object text
			Object o = Stream.of(args).map(Object::toString).toList();               | object text
			String s = args.toString();                                              | object text
			String s = "" + args.maybe();                                            | object text
			String s = args.maybe().toString();                                      | object text
			String s = new StringBuilder("ab").reverse().toString();                 | reverse
			int n = counter;                                                         | static state
			counter++;                                                               | static state
			CACHE.put("a", 1);                                                       | static state
			TABLE[0] = 1;                                                            | static state
			TABLE[1]++;                                                              | static state
			System.out.println("x");                                                 | output
			Object o = new java.util.concurrent.CompletableFuture<String>();         | threads
			Thread.yield();                                                          | threads
			synchronized (this) { }                                                  | threads
			Object o = args.list().parallelStream();                                 | threads
			Object o = args.list().stream().parallel();                              | threads
			boolean b = new java.io.File("x").exists();                              | io
			Object o = java.nio.file.Path.of("x");                                   | io
			Object o = args.getClass().getRecordComponents();                        | reflection
			Object o = java.security.MessageDigest.isEqual(null, null);              | security
			long n = args.text().lines().count();                                    | lines
			long n = java.time.Duration.ZERO.toSeconds();                            | new time
			""";

	private static final List<String> FINE = List.of("if (args.count() != 0) { int q = 100 / args.count(); }",
			"int q = args.count() / 7;", "int q = 100 / Math.max(1, args.count());",
			"int q = 100 / (args.list().size() + 1);",
			"if (!args.list().isEmpty()) { int q = 100 / args.list().size(); }", "double q = 1.0 / args.real();",
			"for (String key : args.map().keySet()) { }", "for (String key : new TreeMap<>(args.map()).keySet()) { }",
			"Set<String> s = new HashSet<>(args.list()); boolean b = s.contains(\"a\") || s.add(\"b\");",
			"Object o = Set.of(\"a\", \"b\").stream().sorted().toList();",
			"boolean b = new HashSet<>(args.list()).stream().anyMatch(\"a\"::equals);",
			"Set<String> s = new TreeSet<>(Set.of(\"a\", \"b\"));", "for (String t : Set.of(\"a\")) { }",
			"for (String t : new LinkedHashSet<>(args.list())) { }", "String s = \"\" + args.count() + Kind.A + 'c';",
			"String s = args.text().toUpperCase(Locale.ROOT);", "int i = (int) args.large();", "int i = (int) 2.0;",
			"double r = Math.floor(args.real() + 0.5);", "String s = \"\" + args.list();",
			"java.time.Instant t = java.time.Instant.ofEpochMilli(args.large()).plusSeconds(5);",
			"if (args.real() >= 0 && args.real() < 1e9) { int i = (int) args.real(); }",
			"double x = args.real(); if (x > 1e9) { ctx.reject(\"large\", \"\"); } long l = (long) Math.floor(x * 100);",
			"int i = (int) Math.max(0, Math.min(100, args.real()));", "long cents = (long) (args.large() * 1.19);",
			"int i = (int) (args.count() * 0.5);", "int n = TABLE[1] + TABLE.length;",
			"int[] own = new int[3]; own[0] = 1; own[1]++;",
			"Object o = args.list().stream().map(String::length).map(Object::toString).toList();",
			"Object o = args.list().stream().map(String::valueOf).toList();",
			"String s = String.valueOf(args.text().toCharArray());",
			"Map<String, Integer> m = new HashMap<>(); m.merge(args.text(), 1, Integer::sum); int n = m.get(args.text());",
			"Map<String, Long> m = args.list().stream().collect(Collectors.groupingBy(t -> t, Collectors.counting()));",
			"int n = new HashMap<>(args.map()).values().stream().mapToInt(i -> i).sum();",
			"for (String t : Set.copyOf(args.list()).stream().collect(Collectors.toCollection(TreeSet::new))) { }",
			"byte[] b = args.text().getBytes(java.nio.charset.StandardCharsets.UTF_8);",
			"Object o = new java.math.BigDecimal(\"1.10\").add(java.math.BigDecimal.valueOf(args.large()));",
			"String s = switch (args.count()) { case 0 -> \"none\"; case 1 -> \"one\"; default -> args.count() + \" many\"; };",
			"Object o = args.list().stream().filter(t -> !t.isBlank()).sorted(Comparator.comparing(String::length)).limit(3).toList();",
			"var counts = new EnumMap<Kind, Integer>(Kind.class); counts.merge(Kind.A, 1, Integer::sum);",
			"for (Kind kind : EnumSet.allOf(Kind.class)) { String s = kind.name().toLowerCase(Locale.ROOT); }",
			"StringBuilder s = new StringBuilder(); for (char c : args.text().toCharArray()) { s.append((char) (c + 1)); }",
			"int hash = args.text().hashCode() * 31 + args.count();",
			"boolean b = args.text().equalsIgnoreCase(\"a\") || args.text().compareTo(\"b\") < 0;",
			"String s = args.text().replace(\"a\", \"b\").strip();", "int n = LIMIT + NAMES.size();");

	@Test
	void whatIsNotPortableIsFoundWithItsLineAndWhatToUseInstead() {
		List<String[]> cases = BROKEN.lines().map((line) -> line.split(" +\\| ")).toList();
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < cases.size(); i++) {
			Rule rule = RULES.get(cases.get(i)[1]);
			assertThat(rule).as(cases.get(i)[1]).isNotNull();
			expected.add(line(i) + ": This " + rule.problem() + ": " + rule.instead() + " (run by mutator run" + i
					+ "; synced-store:portable)");
		}
		assertThat(compile("warn", many(cases.stream().map((each) -> each[0]).toList())).messages())
			.containsExactlyInAnyOrderElementsOf(expected);
		assertThat(cases.stream().map((each) -> RULES.get(each[1]))).containsAll(RULES.values());
	}

	@Test
	void whatIsPortableIsNotFound() {
		assertThat(compile("warn", many(FINE)).messages()).isEmpty();
	}

	private static int line(int index) {
		return LINE + 3 + 2 * index;
	}

	private static String many(List<String> statements) {
		StringBuilder methods = new StringBuilder();
		for (int i = 0; i < statements.size(); i++) {
			methods.append("@Mutator public void run" + i + "(MutationContext ctx, Args args) {\n" + statements.get(i)
					+ " }\n");
		}
		String source = mutators(MEMBERS, "");
		int end = source.lastIndexOf('}');
		return source.substring(0, end) + methods + "}\n";
	}

	@Test
	void whatTheServerAloneRunsMayBeWhateverBrowsersHave() {
		List<String> around = List.of("if (ctx.isServer()) { X }", "if (args.count() > 1 && ctx.isServer()) { X }",
				"ctx.onServer(ServerClock.class, (clock) -> { X });", "if (!ctx.isServer()) { return; } X",
				"if (!ctx.isServer()) { } else { X }", "Object x = ctx.isServer() ? new Object() { { X } } : null;",
				"if (ctx.isServer()) { new Runnable() { public void run() { X } }.run(); }");
		assertThat(compile("warn", many(filled(around, "UUID id = UUID.randomUUID();"))).messages()).isEmpty();
		assertThat(compile("warn", many(filled(around, "Object o = new java.io.File(\"x\");"))).messages())
			.hasSize(around.size())
			.allMatch((message) -> message.contains(Rule.IO.problem()));
	}

	@Test
	void whatClientsRunMayNot() {
		List<String> around = List.of("if (!ctx.isServer()) { X }", "if (ctx.isServer()) { } else { X }",
				"if (ctx.isServer() || args.count() > 1) { X }", "if (ctx.isServer()) { } X",
				"if (!ctx.isServer()) { args.count(); } X");
		assertThat(compile("warn", many(filled(around, "UUID id = UUID.randomUUID();"))).messages())
			.hasSize(around.size());
	}

	private static List<String> filled(List<String> around, String statement) {
		return around.stream().map((each) -> each.replace("X", statement)).toList();
	}

	@Test
	void whatAMutatorCallsIsLookedAtTooWhereverItIs() {
		String helper = """
				package app;
				import java.util.*;
				final class Ids {
				    interface Source { String next(); }
				    static final class Dice implements Source {
				        public String next() {
				            return "" + new Random().nextInt();
				        }
				    }
				    static String one(Source source) {
				        return source.next();
				    }
				    static String unused() {
				        return UUID.randomUUID().toString();
				    }
				    static String server() {
				        return UUID.randomUUID().toString();
				    }
				}
				""";
		Compilation compilation = compile("warn",
				mutators("", "String id = Ids.one(new Ids.Dice()); if (ctx.isServer()) { Ids.server(); }"), helper);
		assertThat(compilation.messages()).hasSize(1)
			.allMatch((message) -> message.startsWith("7: This is random") && message.contains("run by mutator run"));
	}

	@Test
	void aHashTableIsOneWhoeverMadeIt() {
		String helper = """
				package app;
				import java.util.*; import java.util.function.Supplier; import java.util.stream.Collectors;
				final class Names {
				    static Set<String> made() { return new HashSet<>(); }
				    static Set<String> filled() { Set<String> result = new HashSet<>(); result.add("a"); return result; }
				    static Set<String> collected(List<String> list) { return list.stream().collect(Collectors.toSet()); }
				    static Map<String, Integer> chosen(boolean b) { return b ? Map.of("a", 1, "b", 2) : new TreeMap<>(); }
				    static Set<String> sorted() { Set<String> s = new HashSet<>(); s.add("a"); return new TreeSet<>(s); }
				    static Set<String> one() { Supplier<Set<String>> s = () -> { return new HashSet<>(); }; return Set.of("a"); }
				}
				""";
		List<String> found = List.of("for (String t : Names.made()) { }", "for (String t : Names.filled()) { }",
				"String s = String.join(\",\", Names.collected(args.list()));",
				"for (String t : Names.chosen(true).keySet()) { }", "for (String t : own()) { }",
				"Set<String> s = Names.made(); for (String t : s) { }");
		assertThat(compile("warn",
				many(found).replace("enum Kind", "Set<String> own() { return new HashSet<>(); } enum Kind"), helper)
			.messages()).hasSize(found.size()).allMatch((message) -> message.contains(Rule.HASH_ORDER.problem()));
		List<String> fine = List.of("for (String t : Names.sorted()) { }", "for (String t : Names.one()) { }",
				"boolean b = Names.made().contains(\"a\");", "for (String t : new TreeSet<>(Names.filled())) { }");
		assertThat(compile("warn", many(fine), helper).messages()).isEmpty();
	}

	@Test
	void recordsAreLookedAtForTheyAreReadEverywhere() {
		Compilation compilation = compile("warn", mutators("", "ctx.table(TABLE).delete(\"a\");")
			.replace("enum Kind", "static final Table<Value> TABLE = Table.of(\"values\", Value.class);\n"
					+ "public record Value(String id) { public Value { id = id.isEmpty() ? \"\" + System.nanoTime() : id; } }\n"
					+ "enum Kind"));
		assertThat(compilation.messages()).singleElement()
			.satisfies((message) -> assertThat(message).startsWith("13: This asks for the time")
				.contains("run by whoever reads a Value"));
	}

	@Test
	void comparatorsAndTheLikeAreLookedAt() {
		String comparator = """
				package app;
				import java.util.*;
				final class AtRandom implements Comparator<String> {
				    public int compare(String one, String other) {
				        return System.identityHashCode(one) - System.identityHashCode(other);
				    }
				}
				""";
		assertThat(
				compile("warn", mutators("", "List<String> l = new ArrayList<>(args.list()); l.sort(new AtRandom());"),
						comparator)
					.messages())
			.hasSize(1)
			.allMatch((message) -> message.startsWith("5: This depends on where an object lies"));
	}

	@Test
	void aWarningIsAnErrorForWhoWantsThat() {
		String source = mutators("", "long now = System.nanoTime();");
		Compilation warned = compile("warn", source);
		assertThat(warned.succeeded()).isTrue();
		assertThat(warned.diagnostics()).extracting(Diagnostic::getKind).containsExactly(Diagnostic.Kind.WARNING);
		Compilation failed = compile("error", source);
		assertThat(failed.succeeded()).isFalse();
		assertThat(failed.diagnostics()).extracting(Diagnostic::getKind).containsExactly(Diagnostic.Kind.ERROR);
		assertThat(compile("off", source).messages()).isEmpty();
	}

	@Test
	void whoKnowsBetterSuppressesIt() {
		String statement = "@SuppressWarnings(\"synced-store:portable\") long now = System.nanoTime();";
		assertThat(messages(statement)).isEmpty();
		assertThat(messages(statement + " long then = System.nanoTime();")).hasSize(1);
		String source = mutators("", "long now = System.nanoTime();");
		assertThat(compile("error",
				source.replace("@Mutator\n", "@SuppressWarnings({\"unused\", \"synced-store:portable\"})\n@Mutator\n"))
			.messages()).isEmpty();
		assertThat(
				compile("error", source.replace("@Mutators", "@SuppressWarnings(\"synced-store:portable\")\n@Mutators"))
					.messages())
			.isEmpty();
	}

	@Test
	void mutatorsOfTheServerAloneMayDoWhatTheyLike() {
		String source = mutators("", "long now = System.nanoTime();");
		assertThat(compile("error", source.replace("type = \"test\"", "type = \"test\", serverOnly = true")).messages())
			.isEmpty();
	}

	@Test
	void methodsAreLookedAtForWhatTheyAre() {
		assertThat(compile("warn",
				mutators("    static synchronized float half(float of) { return of; }", "double d = half(1);"))
			.messages()).hasSize(2)
			.anyMatch((message) -> message.startsWith("8: This needs threads"))
			.anyMatch((message) -> message.startsWith("8: This is a float"));
	}

	@Test
	void stateIsFoundEvenIfNobodyUsesIt() {
		assertThat(compile("warn", mutators("    private int count;", "")).messages()).singleElement()
			.satisfies((message) -> assertThat(message)
				.startsWith("8: This is state of a class that all mutations share"));
	}

	private List<String> messages(String statement) {
		return compile("warn", mutators(MEMBERS, statement)).messages();
	}

	private static String mutators(String members, String statements) {
		return MUTATORS.formatted(members, statements);
	}

	private Compilation compile(String portable, String... sources) {
		return Compilation.of(this.folder, List.of((Object[]) sources), "-Asyncedstore.portable=" + portable);
	}

}
