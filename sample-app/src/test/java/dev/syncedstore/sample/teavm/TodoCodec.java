package dev.syncedstore.sample.teavm;

import dev.syncedstore.sample.todo.AuditEntry;
import dev.syncedstore.sample.todo.Note;
import dev.syncedstore.sample.todo.PrizeClaim;
import dev.syncedstore.sample.todo.Todo;

/**
 * JSON of the records that the todo mutators keep, without reflection, which compiled
 * records have none of.
 */
final class TodoCodec {

	private TodoCodec() {
	}

	static Object read(Class<?> type, String json) {
		BrowserRecord fields = BrowserRecord.parse(json);
		if (type == Todo.class) {
			return new Todo(BrowserRecord.text(fields, "text"), BrowserRecord.isTrue(fields, "completed"),
					BrowserRecord.text(fields, "position"));
		}
		if (type == Note.class) {
			return new Note(BrowserRecord.text(fields, "text"));
		}
		if (type == PrizeClaim.class) {
			return new PrizeClaim(BrowserRecord.text(fields, "user"));
		}
		return new AuditEntry(BrowserRecord.text(fields, "user"), BrowserRecord.text(fields, "mutator"),
				BrowserRecord.text(fields, "todo"));
	}

	static String write(Object value) {
		BrowserRecord fields = BrowserRecord.create();
		if (value instanceof Todo todo) {
			BrowserRecord.text(fields, "text", todo.text());
			BrowserRecord.flag(fields, "completed", todo.completed());
			BrowserRecord.text(fields, "position", todo.position());
		}
		else if (value instanceof Note note) {
			BrowserRecord.text(fields, "text", note.text());
		}
		else if (value instanceof PrizeClaim claim) {
			BrowserRecord.text(fields, "user", claim.user());
		}
		else if (value instanceof AuditEntry entry) {
			BrowserRecord.text(fields, "user", entry.user());
			BrowserRecord.text(fields, "mutator", entry.mutator());
			BrowserRecord.text(fields, "todo", entry.todo());
		}
		return BrowserRecord.json(fields);
	}

}
