package dev.syncedstore.teavm.build;

/**
 * What the browser's developer tools get to see of the Java behind a module.
 */
public enum SourceMaps {

	/** Nothing. */
	NONE,

	/** Names of files and lines, in stack traces. */
	LINES,

	/**
	 * The sources themselves, so that one can step through them. Whoever loads the page
	 * can read them, also what only the server runs.
	 */
	SOURCES

}
