package dev.syncedstore.processor.portable;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

import org.jspecify.annotations.Nullable;

/**
 * The rules on methods and constructors of the JDK, by their names.
 */
final class ForbiddenCalls {

	private static final String CONSTRUCTOR = "<init>";

	/** All methods and constructors of a class. */
	private static final Map<String, Rule> BY_CLASS = new HashMap<>();

	/** By class and method. */
	private static final Map<String, Rule> BY_METHOD = new HashMap<>();

	/** By package, with those below it. */
	private static final Map<String, Rule> BY_PACKAGE = Map.of("java.io", Rule.IO, "java.nio", Rule.IO, "java.net",
			Rule.IO, "java.sql", Rule.IO, "java.lang.reflect", Rule.REFLECTION, "java.lang.invoke", Rule.REFLECTION,
			"java.security", Rule.SECURITY, "javax.crypto", Rule.SECURITY, "java.util.regex", Rule.REGEX, "java.text",
			Rule.FORMAT);

	/** What those packages have that is harmless. */
	private static final Set<String> HARMLESS = Set.of("java.io.UncheckedIOException", "java.io.IOException",
			"java.io.PrintStream", "java.nio.charset.StandardCharsets");

	static {
		methods(Rule.CLOCK, "java.lang.System", "currentTimeMillis", "nanoTime");
		methods(Rule.CLOCK, "java.util.Calendar", "getInstance");
		classes(Rule.CLOCK, "java.time.Clock");
		methods(Rule.RANDOM, "java.lang.Math", "random");
		methods(Rule.RANDOM, "java.lang.StrictMath", "random");
		methods(Rule.RANDOM, "java.util.Collections", "shuffle");
		classes(Rule.RANDOM, "java.util.Random", "java.util.SplittableRandom", "java.util.random.RandomGenerator",
				"java.util.concurrent.ThreadLocalRandom", "java.security.SecureRandom");
		methods(Rule.UUID, "java.util.UUID", "randomUUID");
		methods(Rule.IDENTITY, "java.lang.System", "identityHashCode");
		methods(Rule.IDENTITY, "java.lang.Object", "hashCode");
		methods(Rule.IDENTITY, "java.lang.Enum", "hashCode");
		methods(Rule.ENVIRONMENT, "java.lang.System", "getProperty", "getProperties", "getenv", "lineSeparator");
		methods(Rule.ENVIRONMENT, "java.util.Locale", "getDefault");
		methods(Rule.ENVIRONMENT, "java.time.ZoneId", "systemDefault");
		methods(Rule.ENVIRONMENT, "java.util.TimeZone", "getDefault");
		methods(Rule.FORMAT, "java.lang.String", "format", "formatted");
		classes(Rule.FORMAT, "java.util.Formatter", "java.util.HexFormat", "java.time.format.DateTimeFormatter");
		methods(Rule.REGEX, "java.lang.String", "matches", "split", "replaceAll", "replaceFirst");
		classes(Rule.REGEX, "java.util.Scanner");
		classes(Rule.FLOAT, "java.lang.Float");
		for (String number : new String[] { "Number", "Byte", "Short", "Integer", "Long", "Double" }) {
			methods(Rule.FLOAT, "java.lang." + number, "floatValue");
		}
		for (String math : new String[] { "java.lang.Math", "java.lang.StrictMath" }) {
			methods(Rule.ROUND, math, "round", "rint");
			methods(Rule.INEXACT, math, "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh",
					"exp", "expm1", "log", "log10", "log1p", "pow", "cbrt", "hypot");
		}
		methods(Rule.DOUBLE_TEXT, "java.lang.Double", "toString", "toHexString");
		methods(Rule.OBJECT_TEXT, "java.util.Optional", "toString");
		methods(Rule.OBJECT_TEXT, "java.lang.Record", "toString");
		methods(Rule.OBJECT_TEXT, "java.lang.Object", "toString");
		for (String builder : new String[] { "java.lang.StringBuilder", "java.lang.StringBuffer",
				"java.lang.AbstractStringBuilder" }) {
			methods(Rule.REVERSE, builder, "reverse");
		}
		methods(Rule.LINES, "java.lang.String", "lines");
		classes(Rule.THREADS, "java.lang.Thread", "java.lang.ThreadLocal", "java.lang.Runtime",
				"java.lang.ProcessBuilder", "java.util.Timer");
		methods(Rule.THREADS, "java.lang.Object", "wait", "notify", "notifyAll");
		methods(Rule.THREADS, "java.util.Collection", "parallelStream");
		methods(Rule.THREADS, "java.util.stream.BaseStream", "parallel");
		methods(Rule.REFLECTION, "java.lang.Class", "forName", "getMethod", "getMethods", "getDeclaredMethod",
				"getDeclaredMethods", "getField", "getFields", "getDeclaredField", "getDeclaredFields",
				"getConstructor", "getConstructors", "getDeclaredConstructor", "getDeclaredConstructors",
				"getRecordComponents", "getAnnotation", "getAnnotations", "getResource", "getResourceAsStream");
		classes(Rule.REFLECTION, "java.lang.ClassLoader", "java.lang.Module", "java.util.ServiceLoader");
		methods(Rule.NEW_TIME, "java.time.Duration", "toSeconds", "toSecondsPart", "toMinutesPart", "toHoursPart",
				"toDaysPart", "toMillisPart", "toNanosPart", "truncatedTo");
		methods(Rule.NEW_TIME, "java.time.LocalDate", "datesUntil", "ofInstant", "toEpochSecond");
		methods(Rule.NEW_TIME, "java.time.LocalTime", "ofInstant", "toEpochSecond");
		classes(Rule.NEW_TIME, "java.time.InstantSource");
	}

	private ForbiddenCalls() {
	}

	/** The rule on a call, if there is one. */
	static @Nullable Rule on(ExecutableElement method) {
		String name = method.getSimpleName().toString();
		if (!(method.getEnclosingElement() instanceof TypeElement owner)) {
			return null;
		}
		String type = owner.getQualifiedName().toString();
		if (name.equals("now") && type.startsWith("java.time.")) {
			return Rule.CLOCK;
		}
		if (name.equals(CONSTRUCTOR) && type.equals("java.util.Date") && method.getParameters().isEmpty()) {
			return Rule.CLOCK;
		}
		if (isCaseOfDefaultLocale(type, name, method)) {
			return Rule.LOCALE;
		}
		if (isEncodingOfDefaultCharset(type, name, method)) {
			return Rule.CHARSET;
		}
		if (type.equals("java.math.BigDecimal") && name.equals("valueOf") && takes(method, TypeKind.DOUBLE)) {
			return Rule.DOUBLE_TEXT;
		}
		if (name.equals("toString") && owner.getKind() == ElementKind.RECORD && isCompilers(method)) {
			return Rule.OBJECT_TEXT;
		}
		Rule rule = BY_METHOD.get(type + "#" + name);
		if (rule == null) {
			rule = BY_CLASS.get(type);
		}
		return (rule != null) ? rule : onPackage(type, owner);
	}

	private static @Nullable Rule onPackage(String type, TypeElement owner) {
		if (HARMLESS.contains(type)) {
			return null;
		}
		if (type.startsWith("java.util.concurrent.") && !type.startsWith("java.util.concurrent.atomic.")
				&& !type.equals("java.util.concurrent.TimeUnit") && !type.contains("Concurrent")) {
			return Rule.THREADS;
		}
		for (Map.Entry<String, Rule> each : BY_PACKAGE.entrySet()) {
			if (type.startsWith(each.getKey() + ".")) {
				return each.getValue();
			}
		}
		return null;
	}

	private static boolean isCaseOfDefaultLocale(String type, String name, ExecutableElement method) {
		return type.equals("java.lang.String") && (name.equals("toUpperCase") || name.equals("toLowerCase"))
				&& method.getParameters().isEmpty();
	}

	private static boolean isEncodingOfDefaultCharset(String type, String name, ExecutableElement method) {
		if (!type.equals("java.lang.String")) {
			return false;
		}
		int parameters = method.getParameters().size();
		return name.equals("getBytes") && parameters == 0 || name.equals(CONSTRUCTOR) && parameters == 1
				&& takes(method, TypeKind.ARRAY) && method.getParameters().get(0).asType().toString().equals("byte[]");
	}

	private static boolean takes(ExecutableElement method, TypeKind kind) {
		return !method.getParameters().isEmpty() && method.getParameters().get(0).asType().getKind() == kind;
	}

	/** Whether the compiler has made it, and nobody wrote it. */
	private static boolean isCompilers(ExecutableElement method) {
		return method.getModifiers().contains(Modifier.FINAL);
	}

	private static void methods(Rule rule, String type, String... names) {
		for (String name : names) {
			BY_METHOD.put(type + "#" + name, rule);
		}
	}

	private static void classes(Rule rule, String... types) {
		for (String type : types) {
			BY_CLASS.put(type, rule);
		}
	}

}
