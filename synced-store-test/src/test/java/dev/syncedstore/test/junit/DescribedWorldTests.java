package dev.syncedstore.test.junit;

import dev.syncedstore.test.board.BoardMutators;
import dev.syncedstore.test.board.BoardMutators.Add;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

import static org.assertj.core.api.Assertions.assertThat;

class DescribedWorldTests {

	/** Outside of the other one: it sees what that one throws. */
	@RegisterExtension
	@SuppressWarnings("unused")
	final TestExecutionExceptionHandler expected = new Expected();

	@RegisterExtension
	@SuppressWarnings("unused")
	final TestWorldExtension worlds = TestWorldExtension
		.of(() -> TestWorld.builder().mutators(BoardMutators.class).instance("described"));

	@Test
	void theWorldIsAsDescribed(@User("bob") TestClient bob) {
		assertThat(bob.space().instanceId()).isEqualTo("described");
	}

	@Test
	void aFailureComesWithItsStory(@User("alice") TestClient alice) {
		alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		throw new ExpectedFailure();
	}

	/**
	 * Thrown to see what becomes of it.
	 */
	static final class ExpectedFailure extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	/**
	 * Looks at failures.
	 */
	static final class Expected implements TestExecutionExceptionHandler {

		@Override
		public void handleTestExecutionException(ExtensionContext context, Throwable throwable) throws Throwable {
			if (!(throwable instanceof ExpectedFailure)) {
				throw throwable;
			}
			assertThat(throwable.getSuppressed()).singleElement()
				.satisfies((story) -> assertThat(story).hasMessageContaining("alice calls add Add[id=1"));
		}

	}

}
