package dev.syncedstore.sample.teavm;

import java.lang.reflect.Array;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.sample.todo.AddTodo;
import dev.syncedstore.sample.todo.Claim;
import dev.syncedstore.sample.todo.EditTodo;
import dev.syncedstore.sample.todo.MoveTodo;
import dev.syncedstore.sample.todo.RemoveTodo;
import dev.syncedstore.sample.todo.SetCompleted;
import dev.syncedstore.sample.todo.SetNote;
import dev.syncedstore.sample.todo.TodoMutators;
import org.teavm.jso.JSExport;

/**
 * What the compiled module exports: written by hand here, one case per mutator.
 */
public final class TodoExports {

	private TodoExports() {
	}

	/**
	 * Runs a mutator.
	 * @return the code with which it refused, or nothing
	 */
	@JSExport
	public static String run(BrowserEntries entries, String side, String mutator, String json) {
		keepArraysReachable();
		boolean server = side.startsWith("server:");
		String userId = side.substring(side.indexOf(':') + 1);
		try {
			run(new BrowserContext(entries, userId, server), mutator, BrowserRecord.parse(json));
			return null;
		}
		catch (MutationRejectedException ex) {
			return ex.code();
		}
	}

	private static void run(BrowserContext context, String mutator, BrowserRecord args) {
		TodoMutators mutators = new TodoMutators();
		String id = BrowserRecord.text(args, "id");
		String text = BrowserRecord.text(args, "text");
		String position = BrowserRecord.text(args, "position");
		boolean completed = BrowserRecord.isTrue(args, "completed");
		switch (mutator) {
			case "addTodo" -> mutators.addTodo(context, new AddTodo(id, text, completed, position));
			case "editTodo" -> mutators.editTodo(context, new EditTodo(id, text));
			case "setCompleted" -> mutators.setCompleted(context, new SetCompleted(id, completed));
			case "moveTodo" -> mutators.moveTodo(context, new MoveTodo(id, position));
			case "removeTodo" -> mutators.removeTodo(context, new RemoveTodo(id));
			case "claim" -> mutators.claim(context, new Claim(BrowserRecord.text(args, "prizeId")));
			case "setNote" -> mutators.setNote(context, new SetNote(text));
			default -> throw new IllegalArgumentException("No mutator " + mutator);
		}
	}

	/**
	 * TeaVM 0.15.0 fails with a NullPointerException on some small programs that don't
	 * reach this method.
	 */
	private static void keepArraysReachable() {
		Array.newInstance(String.class, 0);
	}

	public static void main(String[] args) {
		// The module only exports.
	}

}
