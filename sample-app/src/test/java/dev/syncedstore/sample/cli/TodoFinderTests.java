package dev.syncedstore.sample.cli;

import java.util.List;

import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.sample.todo.Todo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TodoFinderTests {

	private final List<Entry<Todo>> todos = List.of(todo("4ac7d3bc", "Buy milk"), todo("4ac7eeee", "Buy oat milk"),
			todo("aa7ce9f6", "Call mum"), todo("bb000000", "1999"));

	private final TodoFinder finder = new TodoFinder(this.todos, this.todos);

	@ParameterizedTest
	@CsvSource({ "1, 4ac7d3bc", "3, aa7ce9f6", "4ac7eeee, 4ac7eeee", "4ac7d, 4ac7d3bc", "Buy milk, 4ac7d3bc",
			"mum, aa7ce9f6", "OAT, 4ac7eeee", "1999, bb000000" })
	void aTodoIsFoundByNumberIdOrText(String meant, String id) {
		assertThat(this.finder.find(meant).key()).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "5", "cheese", "4a", "99999999999" })
	void whatIsNotThereIsSaid(String meant) {
		assertThatExceptionOfType(MutationRejectedException.class).isThrownBy(() -> this.finder.find(meant))
			.withMessageContaining("There is no todo " + meant);
	}

	@Test
	void whatCouldBeSeveralIsSaidWithTheirTexts() {
		assertThatExceptionOfType(MutationRejectedException.class).isThrownBy(() -> this.finder.find("milk"))
			.withMessageContaining("“Buy milk”, “Buy oat milk”");
	}

	@Test
	void numbersMeanWhatWasSeenEvenIfTheListHasChangedMeanwhile() {
		TodoFinder changed = new TodoFinder(this.todos, this.todos.subList(1, 3));
		assertThat(changed.find("2").key()).isEqualTo("4ac7eeee");
		assertThat(changed.find("1").key()).isEqualTo("4ac7d3bc");
	}

	private static Entry<Todo> todo(String id, String text) {
		return new Entry<>(id, new Todo(text, false, null));
	}

}
