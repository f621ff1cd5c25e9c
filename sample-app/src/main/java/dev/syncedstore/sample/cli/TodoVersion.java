package dev.syncedstore.sample.cli;

import java.util.Optional;

import picocli.CommandLine.IVersionProvider;

/**
 * Which version this is, as the jar says.
 */
final class TodoVersion implements IVersionProvider {

	@Override
	public String[] getVersion() {
		String version = TodoVersion.class.getPackage().getImplementationVersion();
		return new String[] { "todo " + Optional.ofNullable(version).orElse("(not packaged)") };
	}

}
