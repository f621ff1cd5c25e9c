package dev.syncedstore.teavm.generate;

import java.util.List;
import java.util.Set;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What can't be compiled for the browser, and what the build says of it.
 */
class UnportableTests {

	@Test
	void aPatternIsRefusedWithWhatToDoInstead() {
		assertThatExceptionOfType(UnportableException.class).isThrownBy(() -> generate(WithPattern.class, Set.of()))
			.withMessageStartingWith(Coded.class.getName() + ".code: @Pattern can't be checked in the browser.")
			.withMessageContaining("exclude the mutator");
	}

	@Test
	void theMutatorThatHasItCanBeExcluded() {
		MutatorsSource source = generate(WithPattern.class, Set.of("code"));
		assertThat(source.mutators()).containsExactly("size");
		assertThat(source.sources()).containsKey(source.mainClass());
	}

	@Test
	void aConstraintOnATypeThatItCannotBeCheckedOnIsRefused() {
		assertThatExceptionOfType(UnportableException.class).isThrownBy(() -> generate(WithOddSize.class, Set.of()))
			.withMessageContaining("@Size can't be checked on a int");
	}

	@Test
	void constraintsInContainersAreLookedAtToo() {
		assertThatExceptionOfType(UnportableException.class).isThrownBy(() -> generate(WithEmails.class, Set.of()))
			.withMessageContaining("@Email");
	}

	@Test
	void aNameThatJavaScriptCannotExportIsRefused() {
		assertThatExceptionOfType(UnportableException.class).isThrownBy(() -> generate(WithHyphen.class, Set.of()))
			.withMessageContaining("add-todo");
	}

	@Test
	void aPrivateRecordIsRefused() {
		assertThatExceptionOfType(UnportableException.class).isThrownBy(() -> generate(WithPrivate.class, Set.of()))
			.withMessageContaining("is private");
	}

	private static MutatorsSource generate(Class<?> mutators, Set<String> excluded) {
		return MutatorsSource.of(List.of(mutators), List.of(), excluded, ValidationMessages.of(null));
	}

	record Coded(@Pattern(regexp = "[a-z]+") String code) {
	}

	record Sized(@Size(max = 3) String text) {
	}

	record OddlySized(@Size(max = 3) int number) {
	}

	record Emails(List<@Email String> emails) {
	}

	private record Hidden(String text) {
	}

	@Mutators(type = "pattern")
	static class WithPattern {

		@Mutator
		public void code(MutationContext ctx, Coded args) {
		}

		@Mutator
		public void size(MutationContext ctx, Sized args) {
		}

	}

	@Mutators(type = "size")
	static class WithOddSize {

		@Mutator
		public void size(MutationContext ctx, OddlySized args) {
		}

	}

	@Mutators(type = "emails")
	static class WithEmails {

		@Mutator
		public void emails(MutationContext ctx, Emails args) {
		}

	}

	@Mutators(type = "hyphen")
	static class WithHyphen {

		@Mutator(name = "add-todo")
		public void add(MutationContext ctx, Sized args) {
		}

	}

	@Mutators(type = "hidden")
	static class WithPrivate {

		@Mutator
		public void hide(MutationContext ctx, Hidden args) {
		}

	}

}
