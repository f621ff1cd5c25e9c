package dev.syncedstore.sample.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.sample.todo.Todo;
import dev.syncedstore.sample.todo.TodoMutators;

/**
 * Finds the todo that somebody means: by its number, its id or the beginning of that, or
 * its text or a part of it.
 *
 * @param seen the list as it was shown last: numbers mean its numbers, even if somebody
 * else has changed the list meanwhile
 * @param now the list as it is
 */
record TodoFinder(List<Entry<Todo>> seen, List<Entry<Todo>> now) {

	private static final int SHORTEST_ID = 4;

	private static final int MOST_NAMED = 3;

	/**
	 * Find a todo.
	 * @param meant what somebody has typed
	 * @return the todo
	 * @throws MutationRejectedException if it could be none or several
	 */
	Entry<Todo> find(String meant) {
		if (meant.matches("\\d{1,9}")) {
			int number = Integer.parseInt(meant);
			if (number >= 1 && number <= this.seen.size()) {
				return this.seen.get(number - 1);
			}
		}
		String text = meant.toLowerCase(Locale.ROOT);
		List<Predicate<Entry<Todo>>> ways = List.of((todo) -> todo.key().equals(meant),
				(todo) -> meant.length() >= SHORTEST_ID && todo.key().startsWith(meant),
				(todo) -> todo.value().text().equals(meant),
				(todo) -> todo.value().text().toLowerCase(Locale.ROOT).contains(text));
		for (Predicate<Entry<Todo>> way : ways) {
			List<Entry<Todo>> found = this.now.stream().filter(way).toList();
			if (found.size() == 1) {
				return found.get(0);
			}
			if (found.size() > 1) {
				throw notFound(meant + " could be " + named(found) + ": say more of it, or its number");
			}
		}
		throw notFound("There is no todo " + meant + ": ls shows which there are");
	}

	private static String named(List<Entry<Todo>> found) {
		List<String> texts = found.stream().limit(MOST_NAMED).map((todo) -> "“" + todo.value().text() + "”").toList();
		return String.join(", ", texts) + ((found.size() > MOST_NAMED) ? " and others" : "");
	}

	private static MutationRejectedException notFound(String message) {
		return new MutationRejectedException(TodoMutators.TODO_NOT_FOUND, message);
	}

}
