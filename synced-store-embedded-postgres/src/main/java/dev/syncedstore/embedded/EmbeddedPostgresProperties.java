package dev.syncedstore.embedded;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the embedded PostgreSQL.
 *
 * @param enabled Whether to start an embedded PostgreSQL when no database is configured.
 * By default it starts from unpacked classes and not from a packaged jar.
 * @param dataDirectory Folder of the data, kept across restarts. A relative one is below
 * the working directory.
 * @param port Port to listen on. With 0 a free one is chosen and kept as long as it stays
 * free.
 */
@ConfigurationProperties("synced-store.embedded-postgres")
public record EmbeddedPostgresProperties(@Nullable Boolean enabled,
		@DefaultValue(".data/postgresql") Path dataDirectory, @DefaultValue("0") int port) {

	public EmbeddedPostgresProperties {
		if (port < 0 || port > 65535) {
			throw new IllegalArgumentException("port is " + port + ": give 0 for any free one, or 1 to 65535");
		}
	}

}
