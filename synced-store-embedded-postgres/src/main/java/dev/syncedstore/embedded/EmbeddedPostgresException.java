package dev.syncedstore.embedded;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * The embedded PostgreSQL could not be started. Its message says what was seen and its
 * remedy what to do about it; {@link EmbeddedPostgresFailureAnalyzer} shows both.
 */
public final class EmbeddedPostgresException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String remedy;

	EmbeddedPostgresException(String message, String remedy, @Nullable Throwable cause) {
		super(message, cause);
		this.remedy = remedy;
	}

	/**
	 * What the person who started the application can do.
	 * @return one or more sentences
	 */
	public String remedy() {
		return this.remedy;
	}

}
