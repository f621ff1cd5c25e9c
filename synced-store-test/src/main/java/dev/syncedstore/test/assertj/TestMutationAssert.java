package dev.syncedstore.test.assertj;

import dev.syncedstore.test.world.TestMutation;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/**
 * Assertions about what the maker of a mutation was told.
 */
public final class TestMutationAssert extends AbstractAssert<TestMutationAssert, TestMutation> {

	TestMutationAssert(TestMutation actual) {
		super(actual, TestMutationAssert.class);
	}

	/**
	 * It was applied for good.
	 * @return this
	 */
	public TestMutationAssert isConfirmed() {
		return is("confirmed");
	}

	/**
	 * Nobody knows yet.
	 * @return this
	 */
	public TestMutationAssert isPending() {
		return is("pending");
	}

	/**
	 * It was refused.
	 * @param code with which code
	 * @return this
	 */
	public TestMutationAssert isRejectedWith(String code) {
		return is("rejected with " + code);
	}

	private TestMutationAssert is(String expected) {
		isNotNull();
		Assertions.assertThat(this.actual.describe()).as("outcome of " + this.actual).isEqualTo(expected);
		return this;
	}

}
