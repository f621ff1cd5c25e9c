package dev.syncedstore.server.engine;

import java.util.Map;

import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.CallerContextSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Takes the diagnostic context of the log along.
 */
final class LoggingContext implements CallerContextSource {

	@Override
	public CallerContext current() {
		Map<String, String> entries = MDC.getCopyOfContextMap();
		return (entries != null && !entries.isEmpty()) ? () -> open(entries) : CallerContext.NONE;
	}

	private static CallerContext.Scope open(Map<String, String> entries) {
		Map<String, String> before = MDC.getCopyOfContextMap();
		MDC.setContextMap(entries);
		return () -> restore(before);
	}

	private static void restore(@Nullable Map<String, String> before) {
		if (before != null) {
			MDC.setContextMap(before);
		}
		else {
			MDC.clear();
		}
	}

}
