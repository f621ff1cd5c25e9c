package dev.syncedstore.autoconfigure.web;

import java.util.Map;

import dev.syncedstore.autoconfigure.SyncedStoreProperties;
import dev.syncedstore.server.web.SyncHandlerMapping;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Auto-configuration that serves the browser client under {@code client/} below the base
 * path, where its module is on the class path. Whoever may load it is the application's
 * business, as with all static files; there is nothing secret in it.
 */
@AutoConfiguration(after = SyncedStoreWebAutoConfiguration.class)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBean(SyncHandlerMapping.class)
@ConditionalOnResource(resources = "classpath:" + SyncedStoreClientScriptAutoConfiguration.FOLDER + "index.js")
public final class SyncedStoreClientScriptAutoConfiguration {

	static final String FOLDER = "dev/syncedstore/client/js/";

	@Bean
	SimpleUrlHandlerMapping syncedStoreClientScriptMapping(SyncedStoreProperties properties) {
		return new ScriptFiles.Mapping(Map.of(properties.basePath() + "/client/**", ScriptFiles.asked(FOLDER)),
				properties.allowedOrigins());
	}

}
