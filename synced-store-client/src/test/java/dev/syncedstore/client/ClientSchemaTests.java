package dev.syncedstore.client;

import dev.syncedstore.client.todo.TodoMutators;
import dev.syncedstore.core.Schema;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.schema.InvalidSchemaException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ClientSchemaTests {

	@Test
	void theVersionIsThatOfTheSchemaClass() {
		assertThat(version(new ScriptedClient((builder) -> builder.schema(TodoSchema.class)))).isEqualTo(3);
		assertThat(version(new ScriptedClient((builder) -> builder.schema(Elsewhere.class, TodoSchema.class))))
			.isEqualTo(3);
	}

	@Test
	void theVersionIsWhatTheBuilderIsToldOrTheFirst() {
		assertThat(version(new ScriptedClient())).isEqualTo(1);
		assertThat(version(new ScriptedClient((builder) -> builder.schemaVersion(2)))).isEqualTo(2);
		assertThat(version(new ScriptedClient((builder) -> builder.schema(Elsewhere.class).schemaVersion(2))))
			.isEqualTo(2);
	}

	@Test
	void bothMayBeToldIfTheyAgree() {
		assertThat(version(new ScriptedClient((builder) -> builder.schema(TodoSchema.class).schemaVersion(3))))
			.isEqualTo(3);
		assertThatIllegalStateException()
			.isThrownBy(() -> new ScriptedClient((builder) -> builder.schema(TodoSchema.class).schemaVersion(2)))
			.withMessageContaining("schemaVersion(2)")
			.withMessageContaining("says 3");
	}

	@Test
	void aClassWithoutTheAnnotationIsRefused() {
		assertThatExceptionOfType(InvalidSchemaException.class)
			.isThrownBy(() -> new ScriptedClient((builder) -> builder.schema(String.class)));
	}

	private static int version(ScriptedClient client) {
		client.answerPull(client.reset(0, 0));
		client.add("milk");
		PushMutation sent = client.pushed().mutations().get(0);
		return sent.schemaVersion();
	}

	@Schema(type = "todo", version = 3)
	static final class TodoSchema {

		static final Table<?> TODOS = TodoMutators.TODOS;

	}

	@Schema(type = "elsewhere", version = 9)
	static final class Elsewhere {

	}

}
