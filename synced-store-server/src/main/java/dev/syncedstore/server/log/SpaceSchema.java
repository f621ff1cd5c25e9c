package dev.syncedstore.server.log;

import org.jspecify.annotations.Nullable;

/**
 * Under which version of its store type's schema the data of a space is.
 *
 * @param version the version
 * @param migration how far the data has come on its way to the next version, or
 * {@code null} if it is not on its way: then some of it is under the one version, and
 * some under the other
 */
public record SpaceSchema(int version, @Nullable Migration migration) {

	/** That of spaces that are as old as schemas. */
	public static final SpaceSchema FIRST = new SpaceSchema(1, null);

	/**
	 * Data of which nothing is on its way.
	 * @param version the version
	 * @return the schema
	 */
	public static SpaceSchema of(int version) {
		return new SpaceSchema(version, null);
	}

	/**
	 * Whether all data is under a version.
	 * @param version the version
	 * @return {@code true} if it can be read and changed as such
	 */
	public boolean isAt(int version) {
		return this.version == version && this.migration == null;
	}

	/**
	 * Whether some of the data is under a later version.
	 * @param version the version
	 * @return {@code true} if whoever has only that version can't know what it is
	 */
	public boolean isBeyond(int version) {
		return this.version > version || this.version == version && this.migration != null;
	}

	/**
	 * How far a migration has come.
	 *
	 * @param since the version that the space had when it began: what was changed later
	 * is done
	 * @param lastKey the last key that was read, as on the wire; empty at the beginning
	 */
	public record Migration(long since, String lastKey) {

		/**
		 * The text that stands for it in the space's row.
		 * @return the text
		 */
		public String encode() {
			return this.since + " " + this.lastKey;
		}

		/**
		 * Read the text that stands for a migration.
		 * @param text the text, or {@code null} for none
		 * @return the migration, or {@code null} for none
		 */
		public static @Nullable Migration decode(@Nullable String text) {
			if (text == null) {
				return null;
			}
			int space = text.indexOf(' ');
			return new Migration(Long.parseLong(text.substring(0, space)), text.substring(space + 1));
		}

	}

}
