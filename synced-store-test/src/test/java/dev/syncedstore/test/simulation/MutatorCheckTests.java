package dev.syncedstore.test.simulation;

import dev.syncedstore.core.Scan;
import dev.syncedstore.test.board.BoardMutators;
import dev.syncedstore.test.simulation.BuggyMutators.Oracle;
import dev.syncedstore.test.simulation.BuggyMutators.Puzzling;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What the check of mutators finds, and what it leaves in peace.
 */
@Tag("one-jdk")
class MutatorCheckTests {

	@Test
	void soundMutatorsPass() {
		MutatorReport report = MutatorCheck.of(BoardMutators.class).seeds(1, 10).run();
		assertThat(report.seeds()).isEqualTo(10);
		assertThat(report.applied()).containsOnlyKeys("add", "move", "remove", "note");
		assertThat(report.rejected()).containsKey("move");
		assertThat(report.differed()).as("others were faster").isNotEmpty();
	}

	@Test
	void aToggleIsFoundWithAnExampleOfTwoSteps() {
		SimulationFailure failure = find(BuggyMutators.Toggle.class);
		assertThat(failure.problem())
			.startsWith("Mutator toggle undoes itself when two users call it at once: switches/");
		assertThat(failure.steps()).as("nothing is off yet before the first")
			.hasSize(2)
			.allSatisfy((step) -> assertThat(step).contains(" calls toggle {\"id\":\"i-"));
		assertThat(failure).hasMessageContaining("It takes these steps:\n\t1. ")
			.hasMessageContaining("-Dsimulation.seed=" + failure.seed());
	}

	@Test
	void theSeedFindsTheSameAgain() {
		SimulationFailure first = find(BuggyMutators.Toggle.class);
		SimulationFailure again = catchThrowableOfType(SimulationFailure.class,
				() -> MutatorCheck.of(BuggyMutators.Toggle.class).seeds(first.seed(), 1).steps(60).run());
		assertThat(again).hasMessage(first.getMessage());
	}

	@Test
	void whatAnAuthorAllowsPasses() {
		assertPasses(MutatorCheck.of(BuggyMutators.Toggle.class)
			.allowing(MutatorRule.NO_TOGGLING, BuggyMutators.Toggle::toggle));
	}

	@Test
	void clocksAreFoundAlsoWhereTheyShowDays() {
		assertThat(find(BuggyMutators.Stamp.class).problem()).contains("Mutator stamp is not deterministic");
		assertThat(find(BuggyMutators.Calendar.class).problem())
			.contains("Mutator date is not deterministic: on another machine");
	}

	@Test
	void diceAreFound() {
		assertThat(find(BuggyMutators.Dice.class).problem())
			.contains("Mutator roll is not deterministic: run once more");
	}

	@Test
	void staticStateIsFound() {
		assertThat(find(BuggyMutators.Count.class).problem()).contains("Mutator count is not deterministic");
		assertThat(find(BuggyMutators.Remember.class).problem())
			.contains("Mutator remember is not deterministic: on another machine");
	}

	@Test
	void theOrderOfHashTablesIsFound() {
		assertThat(find(BuggyMutators.HashOrder.class).problem())
			.contains("Mutator hashOrder is not deterministic: on another machine");
		assertThat(find(BuggyMutators.SetOrder.class).problem())
			.contains("Mutator setOrder is not deterministic: on another machine");
		assertThat(find(BuggyMutators.CollectedOrder.class).problem())
			.contains("Mutator collectedOrder is not deterministic: on another machine");
	}

	@Test
	void hashTablesWhoseOrderDoesNotMatterPass() {
		assertPasses(MutatorCheck.of(BuggyMutators.Tidy.class));
	}

	@Test
	void exceptionsAreFound() {
		assertThat(find(BuggyMutators.Fail.class).problem())
			.contains("Mutator fail fails with java.lang.ArithmeticException: / by zero");
	}

	@Test
	void leaksAreFoundWithTheStepsThatLeadToThem() {
		SimulationFailure failure = find(BuggyMutators.Publish.class);
		assertThat(failure.problem()).contains("Mutator publish brings to light what is not for all: $$pu/");
		assertThat(failure.steps()).hasSizeBetween(2, 6)
			.anyMatch((step) -> step.contains(" calls confide "))
			.anyMatch((step) -> step.contains(" calls publish "));
		assertThat(find(BuggyMutators.Unseal.class).problem())
			.contains("Mutator unseal brings to light what is not for all: $$so/");
	}

	@Test
	void publishingOnesOwnIsNoLeak() {
		assertPasses(MutatorCheck.of(BuggyMutators.PublishOwn.class));
	}

	@Test
	void changedArgumentsAndReadsAreFound() {
		assertThat(catchThrowableOfType(SimulationFailure.class,
				() -> MutatorCheck.of(BuggyMutators.Scribble.class)
					.without(BuggyMutators.Scribble::scribbleOnRead)
					.seeds(1, 5)
					.run())
			.problem()).contains("Mutator scribble changes its arguments");
		assertThat(catchThrowableOfType(SimulationFailure.class,
				() -> MutatorCheck.of(BuggyMutators.Scribble.class)
					.without(BuggyMutators.Scribble::scribble)
					.seeds(1, 5)
					.run())
			.problem()).contains("Mutator scribbleOnRead changes what it read under pads/clean");
	}

	@Test
	void argumentsKeepToConstraints() {
		MutatorReport report = MutatorCheck.of(BuggyMutators.Constrained.class).seeds(1, 5).run();
		assertThat(report.applied().get("constrained")).isGreaterThan(50);
		assertThat(report.rejected()).isEmpty();
	}

	@Test
	void argumentsThatNobodyCanMakeUpAreAskedFor() {
		assertThatExceptionOfType(SimulationFailure.class)
			.isThrownBy(() -> MutatorCheck.of(BuggyMutators.Puzzle.class).seeds(1, 1).run())
			.withMessageContaining("Call arguments(TodoMutators::addTodo, random -> ...)");
		assertPasses(MutatorCheck.of(BuggyMutators.Puzzle.class)
			.arguments(BuggyMutators.Puzzle::puzzling,
					(random) -> new Puzzling("ZX-" + (11 + random.nextInt(9)) + "/7")));
	}

	@Test
	void whatIsNeverAppliedIsNotPassed() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> MutatorCheck.of(BuggyMutators.Refuse.class).seeds(1, 2).run())
			.withMessageContaining("Nothing was seen of [refuse], because it was never applied");
	}

	@Test
	void demandsOfTheApplicationAreChecked() {
		assertThatExceptionOfType(SimulationFailure.class)
			.isThrownBy(() -> MutatorCheck.of(BuggyMutators.Constrained.class)
				.afterwards((space) -> assertThat(space.mutations()).as("nobody does anything").isEmpty())
				.seeds(1, 2)
				.run())
			.withMessageContaining("nobody does anything");
	}

	@Test
	void portsThatAnswerTheSameAreCalled() {
		assertPasses(MutatorCheck.of(BuggyMutators.Ask.class).port(Oracle.class, String::length).users("zoe"));
	}

	@Test
	void whatSpacesOfOneTypeSendToEachOtherIsExaminedWhereItArrives() {
		MutatorReport report = MutatorCheck.of(PostMutators.Post.class)
			.seeds(1, 10)
			.afterwards((space) -> space.read((ctx) -> {
				assertThat(ctx.table(PostMutators.LETTERS).scan(Scan.prefix("from-")))
					.allSatisfy((letter) -> assertThat(letter.value().from()).endsWith(" by write"));
				return true;
			}))
			.run();
		assertThat(report.applied().get("receive")).isPositive();
		assertThat(report.rejected()).as("clients are no spaces").containsKey("receive");
	}

	@Test
	void whatIsSentToOtherStoreTypesIsExaminedThere() {
		SimulationFailure failure = catchThrowableOfType(SimulationFailure.class,
				() -> MutatorCheck.of(PostMutators.Switches.class, PostMutators.Lamps.class).seeds(1, 20).run());
		assertThat(failure.problem()).startsWith("Mutator lamps.flip undoes itself when two users call it at once")
			.contains("sent by press");
		assertThat(catchThrowableOfType(SimulationFailure.class,
				() -> MutatorCheck.of(PostMutators.Dice.class, PostMutators.Prices.class).seeds(1, 5).run())
			.problem()).contains("Mutator roll is not deterministic", "sends [ModelSent");
	}

	@Test
	void whatIsReadInOtherSpacesIsGiven() {
		MutatorReport report = MutatorCheck.of(PostMutators.Shop.class, PostMutators.Prices.class)
			.otherSpace(PostMutators.LIST, PostMutators.Prices::setPrice, new PostMutators.SetPrice("tea", 250))
			.seeds(1, 10)
			.afterwards((space) -> space.read((ctx) -> {
				assertThat(ctx.table(PostMutators.PRICES).scan())
					.allSatisfy((price) -> assertThat(price.value().cents()).isEqualTo(250));
				return true;
			}))
			.run();
		assertThat(report.rejected()).isEmpty();
		report = MutatorCheck.of(PostMutators.Shop.class, PostMutators.Prices.class).seeds(1, 5).run();
		assertThat(report.rejected()).as("a space that nobody has given is empty").containsKey("buy");
	}

	private static void assertPasses(MutatorCheck check) {
		assertThatCode(() -> check.seeds(1, 5).run()).doesNotThrowAnyException();
	}

	private static SimulationFailure find(Class<?> mutators) {
		SimulationFailure failure = catchThrowableOfType(SimulationFailure.class,
				() -> MutatorCheck.of(mutators).seeds(1, 20).steps(60).run());
		assertThat(failure).as(mutators.getSimpleName()).isNotNull();
		return failure;
	}

}
