package dev.syncedstore.test.crash;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.syncedstore.test.audit.Event.Sight;

/**
 * What is seen, as a word of a line that one process tells another.
 */
final class SightText {

	private SightText() {
	}

	static String write(Sight sight) {
		String lists = sight.lists()
			.entrySet()
			.stream()
			.map((list) -> list.getKey() + "=" + String.join(",", list.getValue()))
			.collect(Collectors.joining("|"));
		return String.join(";", sight.epoch(), Long.toString(sight.version()), String.join(",", sight.journal()), lists,
				String.join(",", sight.kept()), "");
	}

	static Sight read(String text) {
		String[] parts = text.split(";", -1);
		Map<String, List<String>> lists = new TreeMap<>();
		Stream.of(parts[3].split("\\|")).filter((list) -> !list.isEmpty()).forEach((list) -> {
			int end = list.indexOf('=');
			lists.put(list.substring(0, end), tokens(list.substring(end + 1)));
		});
		return new Sight(parts[0], Long.parseLong(parts[1]), tokens(parts[2]), lists, tokens(parts[4]));
	}

	private static List<String> tokens(String text) {
		return Stream.of(text.split(",")).filter((token) -> !token.isEmpty()).toList();
	}

}
