package dev.syncedstore.autoconfigure.mcp;

import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tools for language models: {@code synced-store.mcp}.
 *
 * @param enabled Whether to offer mutators and actions as tools of the application's MCP
 * server.
 * @param storeTypes Store types to offer. All of them if none is given.
 */
@ConfigurationProperties("synced-store.mcp")
public record McpProperties(@DefaultValue("false") boolean enabled, @DefaultValue Set<String> storeTypes) {

	public McpProperties {
		storeTypes = Set.copyOf(storeTypes);
	}

	boolean offers(String storeType) {
		return this.storeTypes.isEmpty() || this.storeTypes.contains(storeType);
	}

}
