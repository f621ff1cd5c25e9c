package dev.syncedstore.core.state;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EntryKeyTests {

	@ParameterizedTest
	@CsvSource({ "todos/a/b, SHARED, '', todos/a/b", "$$pu/alice/notes/mine, PRIVATE, alice, notes/mine",
			"$$pu/%/t/$$so/x, PRIVATE, %, t/$$so/x", "$$so/audit/1, SERVER_ONLY, '', audit/1",
			"$system/a, SHARED, '', $system/a" })
	void isTakenApartAndPutTogether(String wireKey, Visibility visibility, String owner, String path) {
		EntryKey key = EntryKey.parse(wireKey);
		assertThat(key).isEqualTo(new EntryKey(visibility, owner, path));
		assertThat(key.wireKey()).isEqualTo(wireKey);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\u0000", "\n", "a\u007f", "\u0085", "\ud83d", "\ude00\ud83d", "a\ud83d" })
	void aKeyThatIsEmptyOrHasCharactersThatNoKeyMayHaveIsInvalid(String key) {
		assertThatExceptionOfType(MutationRejectedException.class).isThrownBy(() -> EntryKey.check("t", key))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(RejectionCode.INVALID_KEY))
			.withMessageContaining("table t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "é", "\u20ac", "😀" })
	void aKeyMayTake256BytesOfUtf8WithItsTable(String letter) {
		int bytes = EntryKey.utf8Length(letter);
		String most = letter.repeat(252 / bytes);
		String table = "t".repeat(255 - bytes * (252 / bytes));
		assertThat(EntryKey.utf8Length(table + "/" + most)).isEqualTo(256);
		assertThatCode(() -> EntryKey.check(table, most)).doesNotThrowAnyException();
		assertThatExceptionOfType(MutationRejectedException.class).isThrownBy(() -> EntryKey.check(table, most + "x"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(RejectionCode.KEY_TOO_LARGE))
			.withMessageContaining("257");
	}

	@Test
	void aKeyMayHaveSlashesAndWhatElseIsNoControlCharacter() {
		assertThatCode(() -> EntryKey.check("t", "/a//b/ %_'\"$$so/😀\uffff")).doesNotThrowAnyException();
	}

}
