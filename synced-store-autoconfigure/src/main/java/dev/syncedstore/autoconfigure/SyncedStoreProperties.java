package dev.syncedstore.autoconfigure;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

/**
 * Properties of Synced-Store.
 *
 * @param enabled Whether to set up Synced-Store at all.
 * @param basePath Path below which the endpoints are mounted. Clients are given the same
 * one.
 * @param allowedOrigins Origins, such as https://app.example.com, whose pages may use the
 * endpoints besides those of the application itself.
 * @param schema PostgreSQL schema of the version log.
 * @param migrate Whether to create and update the tables of the version log at startup.
 * When switched off, it is only checked that they are there.
 * @param maxRequestSize Maximum size of a request, uncompressed.
 * @param shutdownTimeout Maximum time to wait at shutdown for mutations that have been
 * accepted.
 * @param notifyMode How commits of other nodes are heard of.
 * @param access Access to spaces.
 * @param actions How actions run.
 * @param limits What keeps one user from taking what all need.
 * @param membership Spaces that have members.
 * @param quotas What the spaces of each store type may take.
 * @param retention How long the version log keeps what.
 */
@ConfigurationProperties("synced-store")
public record SyncedStoreProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("/synced-store") String basePath, @DefaultValue Set<String> allowedOrigins,
		@DefaultValue("synced_store") String schema, @DefaultValue("true") boolean migrate,
		@DefaultValue("2MB") DataSize maxRequestSize, @DefaultValue("10s") Duration shutdownTimeout,
		@Name("notify") @DefaultValue("listen") NotifyMode notifyMode,
		@NestedConfigurationProperty @DefaultValue AccessProperties access,
		@NestedConfigurationProperty @DefaultValue ActionsProperties actions,
		@NestedConfigurationProperty @DefaultValue LimitsProperties limits,
		@NestedConfigurationProperty @DefaultValue MembershipProperties membership,
		@NestedConfigurationProperty @DefaultValue QuotasProperties quotas,
		@NestedConfigurationProperty @DefaultValue RetentionProperties retention) {

	private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

	private static final Pattern ORIGIN = Pattern.compile("https?://[^/*?#\\s]+|\\*");

	private static final Pattern SCHEMA = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

	private static final DataSize SMALLEST_REQUEST = DataSize.ofKilobytes(512);

	private static final DataSize LARGEST_REQUEST = DataSize.ofMegabytes(64);

	public SyncedStoreProperties {
		check(PATH.matcher(basePath).matches(), "base-path", basePath,
				"begin with '/', don't end with it, and use letters, digits, '.', '_', '~' and '-' between");
		for (String origin : allowedOrigins) {
			check(ORIGIN.matcher(origin).matches(), "allowed-origins", origin,
					"give a scheme and a host, such as https://app.example.com, without a path");
		}
		check(SCHEMA.matcher(schema).matches(), "schema", schema,
				"use a letter or '_', followed by at most 62 letters, digits and '_'");
		check(maxRequestSize.compareTo(SMALLEST_REQUEST) >= 0 && maxRequestSize.compareTo(LARGEST_REQUEST) <= 0,
				"max-request-size", maxRequestSize, "give at least 512KB, which clients count on, and at most 64MB");
		check(!shutdownTimeout.isNegative(), "shutdown-timeout", shutdownTimeout, "give 0s or more");
		allowedOrigins = Set.copyOf(allowedOrigins);
	}

	private static void check(boolean valid, String name, Object value, String remedy) {
		if (!valid) {
			throw new IllegalArgumentException("synced-store." + name + " is '" + value + "': " + remedy);
		}
	}

}
