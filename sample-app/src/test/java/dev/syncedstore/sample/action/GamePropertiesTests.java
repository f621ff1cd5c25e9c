package dev.syncedstore.sample.action;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class GamePropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(GameHooks.class);

	@Test
	void aTurnTakesTwoMinutesUnlessSetOtherwise() {
		expect(this.runner, Duration.ofMinutes(2));
		expect(this.runner.withInitializer(new ConfigDataApplicationContextInitializer()), Duration.ofMinutes(2));
		expect(this.runner.withPropertyValues("battleship.turn-limit=1500ms"), Duration.ofMillis(1_500));
	}

	@Test
	void aTurnWithoutTimeIsRefusedAtTheStart() {
		this.runner.withPropertyValues("battleship.turn-limit=0s")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseMessage("battleship.turn-limit is PT0S, but must be above 0"));
	}

	private static void expect(ApplicationContextRunner runner, Duration limit) {
		runner.run((context) -> assertThat(context.getBean(GameProperties.class).turnLimit()).isEqualTo(limit));
	}

}
