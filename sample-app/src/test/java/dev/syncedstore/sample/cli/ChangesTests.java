package dev.syncedstore.sample.cli;

import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ChangesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			addTodo      | {"id":"a","text":"Buy \\u0065ggs","completed":false} | add “Buy eggs”
			editTodo     | {"id":"a","text":"Buy six"}                          | change a text to “Buy six”
			setCompleted | {"id":"a","completed":true}                          | tick off “Buy milk”
			setCompleted | {"id":"a","completed":false}                         | take up again “Buy milk”
			removeTodo   | {"id":"b"}                                           | remove a todo that is gone
			moveTodo     | {"id":"a","position":"V"}                            | move “Buy milk”
			claim        | {"prizeId":"mug"}                                    | claim mug
			setNote      | {"text":"secret"}                                    | write a note
			later        | {"nested":{"id":"b"},"list":[1],"id":"a"}            | later
			moveTodo     | {"nested":{"id":"b"},"list":[1],"id":"a"}            | move “Buy milk”
			moveTodo     | no JSON                                              | move a todo that is gone
			""")
	void changesAreToldInWords(String mutator, String args, String words) {
		assertThat(Changes.describe(mutator, args, (id) -> Optional.of("Buy milk").filter((text) -> id.equals("a"))))
			.isEqualTo(words);
	}

}
