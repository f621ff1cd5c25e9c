package dev.syncedstore.test.assertj;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestMutation;
import dev.syncedstore.test.world.TestWorld;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about a whole world.
 */
public final class TestWorldAssert extends AbstractAssert<TestWorldAssert, TestWorld> {

	TestWorldAssert(TestWorld actual) {
		super(actual, TestWorldAssert.class);
	}

	/**
	 * Every running client shows what the server has, as far as its user may see it, and
	 * nothing is pending. Let the world settle before.
	 * @return this
	 */
	public TestWorldAssert hasConverged() {
		isNotNull();
		List<String> problems = new ArrayList<>();
		for (TestClient client : this.actual.clients()) {
			if (client.isRunning()) {
				String difference = client.differenceToServer();
				if (!difference.isEmpty()) {
					problems.add(client + " differs from the server" + difference);
				}
				else if (!client.isUpToDate()) {
					problems.add(client + " has " + client.store().pendingCount() + " mutations pending, at "
							+ client.store().snapshot().base().point());
				}
			}
		}
		return failIfAny(problems);
	}

	/**
	 * No mutation of any client was refused, or has failed.
	 * @return this
	 */
	public TestWorldAssert hasNoRejections() {
		isNotNull();
		List<String> problems = new ArrayList<>();
		for (TestClient client : this.actual.clients()) {
			for (TestMutation mutation : client.mutations()) {
				if (!mutation.isPending() && !mutation.isConfirmed()) {
					problems.add(mutation + " was " + mutation.describe());
				}
			}
		}
		return failIfAny(problems);
	}

	private TestWorldAssert failIfAny(List<String> problems) {
		if (!problems.isEmpty()) {
			failWithMessage("%s", String.join("\n", problems) + "\n" + this.actual);
		}
		return this;
	}

}
