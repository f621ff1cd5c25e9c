package dev.syncedstore.autoconfigure.mcp;

import java.util.List;

import dev.syncedstore.autoconfigure.SyncedStoreAutoConfiguration;
import dev.syncedstore.autoconfigure.SyncedStoreProperties;
import dev.syncedstore.autoconfigure.web.SyncedStoreWebAutoConfiguration;
import dev.syncedstore.server.access.UserIdentification;
import dev.syncedstore.server.assistant.UserSpaces;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.schema.StoreTypeSchema;
import dev.syncedstore.server.web.UserAllowance;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of tools for language models: each mutator and each action becomes
 * one of the application's MCP server, which Spring AI's starter brings: a stateless one,
 * or one with sessions over streamable HTTP. Only where {@code synced-store.mcp.enabled}
 * is set.
 */
@AutoConfiguration(after = { SyncedStoreAutoConfiguration.class, SyncedStoreWebAutoConfiguration.class })
@ConditionalOnBooleanProperty("synced-store.mcp.enabled")
@ConditionalOnBean({ SyncEngine.class, UserIdentification.class })
@EnableConfigurationProperties(McpProperties.class)
public final class SyncedStoreMcpAutoConfiguration {

	private static final String SERVER = "io.modelcontextprotocol.server.McpStatelessSyncServer";

	/**
	 * With an MCP server on the class path.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = SERVER)
	static class Tools {

		@Bean
		StoreTools syncedStoreTools(SyncEngine engine, PokeHub hub, UserIdentification identification,
				McpProperties properties, SyncedStoreProperties storeProperties) {
			List<StoreTypeSchema> schemas = engine.schemas()
				.all()
				.stream()
				.filter((schema) -> properties.offers(schema.storeType()))
				.toList();
			UserTools work = new UserTools(new UserSpaces(engine, hub), new RequestUser(identification),
					new UserAllowance(storeProperties.limits().requestLimits(storeProperties.maxRequestSize())));
			return new StoreTools(schemas, work);
		}

		@Bean
		List<McpStatelessServerFeatures.SyncToolSpecification> syncedStoreMcpTools(StoreTools tools) {
			return tools.all()
				.stream()
				.map((tool) -> new McpStatelessServerFeatures.SyncToolSpecification(tool.tool(),
						(context, request) -> tool.call(request)))
				.toList();
		}

		/** Also in a session each call is made as whoever its own request is from. */
		@Bean
		List<McpServerFeatures.SyncToolSpecification> syncedStoreMcpSessionTools(StoreTools tools) {
			return tools.all()
				.stream()
				.map((tool) -> new McpServerFeatures.SyncToolSpecification(tool.tool(),
						(exchange, request) -> tool.call(request)))
				.toList();
		}

		/**
		 * Elsewhere results come on a connection that another user may have opened.
		 */
		@Bean
		SmartInitializingSingleton syncedStoreMcpCheck(ObjectProvider<McpStatelessSyncServer> stateless,
				ObjectProvider<McpSyncServer> withSessions,
				ObjectProvider<McpStreamableServerTransportProvider> streamable) {
			return () -> {
				boolean usable = stateless.getIfAvailable() != null
						|| withSessions.getIfAvailable() != null && streamable.getIfAvailable() != null;
				if (!usable) {
					throw new McpUnavailableException(
							"synced-store.mcp.enabled is true, but the application has no MCP server that answers each "
									+ "request to the one who sent it",
							"Set spring.ai.mcp.server.protocol to STATELESS, or to STREAMABLE if other tools need "
									+ "sessions. Leave spring.ai.mcp.server.type at SYNC, and "
									+ "spring.ai.mcp.server.stdio at false. Or set synced-store.mcp.enabled to false");
				}
			};
		}

	}

	/**
	 * Without one.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass(SERVER)
	static class NoServer {

		NoServer() {
			throw new McpUnavailableException(
					"synced-store.mcp.enabled is true, but there is no MCP server on the class path",
					"Add the dependency org.springframework.ai:spring-ai-starter-mcp-server-webmvc, or set "
							+ "synced-store.mcp.enabled to false");
		}

	}

}
