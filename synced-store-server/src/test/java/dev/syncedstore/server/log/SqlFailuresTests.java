package dev.syncedstore.server.log;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;

class SqlFailuresTests {

	@ParameterizedTest
	@ValueSource(strings = { "08006", "08003", "40001", "40P01", "53100", "53300", "55P03", "57P01", "57P03", "25006" })
	void whatMayPassIsTransient(String state) {
		assertThat(SqlFailures.isTransient(wrapped(new SQLException("", state)))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "22021", "23505", "42P01", "P0001", "57014", "" })
	void whatStaysIsNot(String state) {
		assertThat(SqlFailures.isTransient(wrapped(new SQLException("", state)))).isFalse();
	}

	@Test
	void whereThereIsNoConnectionThereMayBeOneLater() {
		assertThat(SqlFailures.isTransient(new CannotCreateTransactionException("no connection"))).isTrue();
		assertThat(SqlFailures.isTransient(wrapped(new SQLTransientConnectionException("pool is empty")))).isTrue();
	}

	@Test
	void whatHasNothingToDoWithTheDatabaseStays() {
		assertThat(SqlFailures.isTransient(new IllegalStateException("a bug"))).isFalse();
	}

	private static Throwable wrapped(SQLException cause) {
		return new IllegalStateException(new RuntimeException(cause));
	}

}
