package dev.syncedstore.autoconfigure;

import dev.syncedstore.server.engine.SyncEngineBuilder;

/**
 * Changes how the engine is put together, after the auto-configuration has set what it
 * sets. Declared as a bean; called once, at start.
 */
@FunctionalInterface
public interface SyncEngineCustomizer {

	/**
	 * Customize the engine.
	 * @param builder builds it
	 */
	void customize(SyncEngineBuilder builder);

}
