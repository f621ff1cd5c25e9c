package dev.syncedstore.sample.todo;

import dev.syncedstore.test.parity.ParityReport;
import dev.syncedstore.test.parity.ParityTest;

import static org.assertj.core.api.Assertions.assertThat;

class TodoParityTests {

	// tag::parity[]
	@ParityTest(mutators = TodoMutators.class)
	void theMutatorsDoTheSameInTheBrowser(ParityReport report) {
		assertThat(report.applied()).containsKeys("addTodo", "editTodo", "moveTodo", "setNote", "claim");
		assertThat(report.rejected()).containsKeys("addTodo", "setCompleted", "claim");
	}
	// end::parity[]

}
