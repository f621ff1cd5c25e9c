package dev.syncedstore.sample.cli;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.sample.todo.AddTodo;
import dev.syncedstore.sample.todo.SetNote;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ArgsCheckTests {

	@Test
	void whatTheServerWouldRefuseIsRefusedHereAlready() {
		assertThatExceptionOfType(MutationRejectedException.class)
			.isThrownBy(() -> ArgsCheck.check(new AddTodo("id", " ", false, null)))
			.withMessage("A todo's text can't be empty");
		assertThatExceptionOfType(MutationRejectedException.class)
			.isThrownBy(() -> ArgsCheck.check(new SetNote("x".repeat(10_001))))
			.withMessage("The text has 10001 characters: at most 10000");
	}

	@Test
	void allElsePasses() {
		assertThatCode(() -> ArgsCheck.check(new AddTodo("id", "x".repeat(500), false, null)))
			.doesNotThrowAnyException();
		assertThatCode(() -> ArgsCheck.check(new SetNote(""))).doesNotThrowAnyException();
	}

}
