package dev.syncedstore.sample.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.sample.todo.TodoMutators;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Puts changes into words, such as those that wait or were refused.
 */
final class Changes {

	private static final JsonFactory JSON = new JsonFactory();

	private Changes() {
	}

	/**
	 * Say what a change is about.
	 * @param mutator the mutator's name
	 * @param args its arguments, as JSON
	 * @param texts finds the text of a todo by its id
	 * @return a few words
	 */
	static String describe(String mutator, String args, Function<String, Optional<String>> texts) {
		Map<String, String> members = members(args);
		String text = quoted(members.getOrDefault("text", ""));
		String todo = texts.apply(members.getOrDefault("id", "")).map(Changes::quoted).orElse("a todo that is gone");
		return switch (mutator) {
			case "addTodo" -> "add " + text;
			case "editTodo" -> "change a text to " + text;
			case "setCompleted" -> ("true".equals(members.get("completed")) ? "tick off " : "take up again ") + todo;
			case "moveTodo" -> "move " + todo;
			case "removeTodo" -> "remove " + todo;
			case "setNote" -> "write a note";
			case "claim" -> "claim " + members.getOrDefault("prizeId", "");
			default -> mutator;
		};
	}

	/**
	 * Finds texts of todos in a store, also of those whose removal waits.
	 * @param store the store
	 * @return a function from ids to texts
	 */
	static Function<String, Optional<String>> texts(SyncedStore store) {
		return (id) -> {
			String key = TodoMutators.TODOS.name() + "/" + id;
			StoredValue now = store.snapshot().view().get(key);
			StoredValue value = (now != null) ? now : store.snapshot().base().entries().get(key);
			return Optional.ofNullable(value).map((stored) -> members(stored.json()).get("text"));
		};
	}

	private static String quoted(String text) {
		return "“" + text + "”";
	}

	/** The members of a flat object; what is no such thing has none. */
	private static Map<String, String> members(String json) {
		Map<String, String> members = new HashMap<>();
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
			parser.nextToken();
			for (JsonToken token = parser.nextToken(); token == JsonToken.PROPERTY_NAME; token = parser.nextToken()) {
				String name = parser.currentName();
				parser.nextToken();
				Optional.ofNullable(parser.getValueAsString()).ifPresent((value) -> members.put(name, value));
				parser.skipChildren();
			}
		}
		catch (JacksonException ex) {
			return Map.of();
		}
		return members;
	}

}
