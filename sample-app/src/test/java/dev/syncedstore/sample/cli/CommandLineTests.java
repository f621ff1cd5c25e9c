package dev.syncedstore.sample.cli;

import java.net.URI;

import dev.syncedstore.sample.cli.CommandLine.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CommandLineTests {

	@Test
	void optionsComeBeforeTheCommandAndHaveDefaults() {
		assertThat(CommandLine.parse("ls")).isEqualTo(
				new CommandLine(Command.LS, null, URI.create("http://localhost:8080"), "alice", "alice", "main"));
		assertThat(CommandLine.parse("--server", "https://todo.example", "--user", "bob", "--list", "home", "watch"))
			.isEqualTo(new CommandLine(Command.WATCH, null, URI.create("https://todo.example"), "bob", "bob", "home"));
	}

	@Test
	void theTextOfATodoNeedsNoQuotes() {
		assertThat(CommandLine.parse("--password", "secret", "add", "Buy", "milk", "--now").operand())
			.isEqualTo("Buy milk --now");
	}

	@ParameterizedTest
	@CsvSource({ "'', Say what to do", "dance, There is no command 'dance'", "add, Say what to add",
			"--colour red ls, There is no option --colour", "--user, Option --user needs a value",
			"ls --user bob, options go before it" })
	void whatMeansNothingIsSaid(String typed, String expected) {
		String[] args = typed.isEmpty() ? new String[0] : typed.split(" ");
		assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.parse(args)).withMessageContaining(expected);
	}

}
