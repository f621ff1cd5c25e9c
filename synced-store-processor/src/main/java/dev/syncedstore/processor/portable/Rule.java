package dev.syncedstore.processor.portable;

/**
 * What mutators must not use, and what they use instead.
 *
 * @param problem what is wrong with it, behind "This "
 * @param instead what to do
 * @param missing whether a browser doesn't have it at all: then it must not even stand
 * where only the server comes along
 */
record Rule(String problem, String instead, boolean missing) {

	static final Rule CLOCK = different("asks for the time, which is another one in each run",
			"take it as an argument, or ask ServerClock by ctx.onServer");

	static final Rule RANDOM = different("is random, so that each run comes to something else",
			"take random numbers as arguments, or ask ServerRandom by ctx.onServer");

	static final Rule UUID = different("makes another id in each run", "take the id as an argument");

	static final Rule IDENTITY = different("depends on where an object lies in memory",
			"use a text or a number of its own");

	static final Rule ENVIRONMENT = different("depends on the machine", "take what you need as an argument");

	static final Rule LOCALE = different("depends on the machine's language", "write Locale.ROOT as its argument");

	static final Rule CHARSET = different("depends on the machine's encoding",
			"write StandardCharsets.UTF_8 as its argument");

	static final Rule HASH_ORDER = different("goes through a hash table, whose order is another one elsewhere",
			"use LinkedHashMap, TreeMap, LinkedHashSet, TreeSet or a list, or sort first");

	static final Rule FORMAT = different("formats, which browsers do differently",
			"put texts together with +, and pad with \"0\".repeat(n)");

	static final Rule REGEX = different("uses a regular expression, which is large and not the same in a browser",
			"use indexOf, startsWith, substring, charAt or replace");

	static final Rule FLOAT = different("is a float, which browsers calculate as double", "use double");

	static final Rule ROUND = different("rounds, which browsers do differently below zero", "use Math.floor(x + 0.5)");

	static final Rule INEXACT = different("has other last digits in a browser",
			"calculate with integers, or take the result as an argument");

	static final Rule DIVISION = different("divides by what may be 0, which throws on the JVM and gives 0 in a browser",
			"compare the divisor with 0 before, and reject");

	static final Rule NARROWING = different("cuts a double down, which browsers do differently beyond the range",
			"check the range before, or calculate with long from the start");

	static final Rule DOUBLE_TEXT = different("makes a text of a double, which has other digits elsewhere",
			"keep the number as it is, or count in whole units such as cents");

	static final Rule OBJECT_TEXT = different("makes a text of an object in the JVM's own way",
			"put the text together from its parts");

	static final Rule REVERSE = different("reverses characters, which tears pairs apart in a browser",
			"go through code points");

	static final Rule STATIC_STATE = different("uses static state, which outlives a mutation and isn't rolled back",
			"keep it in a table");

	static final Rule INSTANCE_STATE = different("is state of a class that all mutations share", "keep it in a table");

	static final Rule OUTPUT = different("reads or writes something besides the tables", "use the tables alone");

	static final Rule THREADS = missing("needs threads, which a mutator must not have",
			"do one thing after the other, or enqueue an action");

	static final Rule IO = missing("reads or writes something besides the tables, which browsers can't",
			"call a port by ctx.onServer, or enqueue an action");

	static final Rule REFLECTION = missing("uses reflection, which browsers don't have",
			"name classes and methods in the code");

	static final Rule SECURITY = missing("is not there in browsers",
			"call a port by ctx.onServer, or take the result as an argument");

	static final Rule LINES = missing("is not there in browsers", "look for '\\n' with indexOf");

	static final Rule NEW_TIME = missing("is of a newer java.time than browsers have",
			"calculate with toMillis, getSeconds or toEpochDay");

	private static Rule different(String problem, String instead) {
		return new Rule(problem, instead, false);
	}

	private static Rule missing(String problem, String instead) {
		return new Rule(problem, instead, true);
	}

}
