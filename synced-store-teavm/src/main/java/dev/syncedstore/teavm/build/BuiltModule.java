package dev.syncedstore.teavm.build;

import java.nio.file.Path;
import java.util.List;

/**
 * The compiled mutators of one store type.
 *
 * @param storeType the store type
 * @param file the module
 * @param hash what its name and the client tell it from others by
 * @param gzipBytes how many bytes a browser loads
 * @param culprits what makes it large, and who uses it; only looked for in large modules
 * @param fresh whether it was compiled now, rather than found unchanged
 */
public record BuiltModule(String storeType, Path file, String hash, int gzipBytes, List<String> culprits,
		boolean fresh) {

	/** A module larger than this, with gzip, deserves a thought. */
	public static final int BUDGET_BYTES = 20_480;

	public BuiltModule {
		culprits = List.copyOf(culprits);
	}

	/**
	 * Whether the module is larger than it should be.
	 * @return {@code true} if it is beyond the budget
	 */
	public boolean isLarge() {
		return this.gzipBytes > BUDGET_BYTES;
	}

}
