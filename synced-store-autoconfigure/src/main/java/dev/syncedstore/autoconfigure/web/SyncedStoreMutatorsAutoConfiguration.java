package dev.syncedstore.autoconfigure.web;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.syncedstore.autoconfigure.SyncedStoreProperties;
import dev.syncedstore.server.web.SyncHandlerMapping;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Auto-configuration that serves compiled mutators under {@code mutators/} below the base
 * path, where the build has made any. Whoever may load them is the application's
 * business, as with all static files.
 */
@AutoConfiguration(after = SyncedStoreWebAutoConfiguration.class)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBean(SyncHandlerMapping.class)
public final class SyncedStoreMutatorsAutoConfiguration {

	@Bean
	SimpleUrlHandlerMapping syncedStoreMutatorsMapping(SyncedStoreProperties properties) {
		String folder = properties.basePath() + "/mutators/";
		Map<String, Object> handlers = new LinkedHashMap<>();
		// The content of a file with a hash in its name never changes.
		handlers.put(folder + "{name:.+-[0-9a-f]{16}\\.js}", ScriptFiles.unchanging(CompiledMutators.FOLDER));
		handlers.put(folder + "*", ScriptFiles.asked(CompiledMutators.FOLDER));
		return new ScriptFiles.Mapping(handlers, properties.allowedOrigins());
	}

}
