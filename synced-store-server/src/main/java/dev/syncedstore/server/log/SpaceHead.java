package dev.syncedstore.server.log;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Where a space is.
 *
 * @param rowId the key of the space's row; 0 for a space that does not exist yet
 * @param epoch names the unbroken history
 * @param version the number of processed mutations
 * @param checkpoint the token of the last commit, or {@code null} at version 0
 * @param horizon the highest version up to which traces of deleted entries are gone
 * @param deleted whether the space was deleted, for ever; that, too, has taken a version
 * @param schema under which version of the schema its data is
 * @param size what the space has; {@code null} if that is not known, because it was never
 * counted
 */
public record SpaceHead(long rowId, String epoch, long version, @Nullable String checkpoint, long horizon,
		boolean deleted, SpaceSchema schema, @Nullable SpaceSize size) {

	/**
	 * The head of a space under the first version of the schema, which nobody has
	 * counted.
	 * @param rowId the key of the space's row; 0 for a space that does not exist yet
	 * @param epoch names the unbroken history
	 * @param version the number of processed mutations
	 * @param checkpoint the token of the last commit, or {@code null} at version 0
	 * @param horizon the highest version up to which traces of deleted entries are gone
	 * @param deleted whether the space was deleted
	 */
	public SpaceHead(long rowId, String epoch, long version, @Nullable String checkpoint, long horizon,
			boolean deleted) {
		this(rowId, epoch, version, checkpoint, horizon, deleted, SpaceSchema.FIRST,
				(version == 0) ? SpaceSize.NONE : null);
	}

	/**
	 * The head of a space that is not deleted.
	 * @param rowId the key of the space's row; 0 for a space that does not exist yet
	 * @param epoch names the unbroken history
	 * @param version the number of processed mutations
	 * @param checkpoint the token of the last commit, or {@code null} at version 0
	 * @param horizon the highest version up to which traces of deleted entries are gone
	 */
	public SpaceHead(long rowId, String epoch, long version, @Nullable String checkpoint, long horizon) {
		this(rowId, epoch, version, checkpoint, horizon, false);
	}

	/**
	 * Where the space is once a commit is written.
	 * @param commit the commit
	 * @return the head; this one, if the commit has no version of its own
	 */
	public SpaceHead after(SpaceCommit commit) {
		return (commit.version() == this.version) ? this
				: new SpaceHead(this.rowId, this.epoch, commit.version(), commit.checkpoint(), this.horizon,
						this.deleted, (commit.schema() != null) ? commit.schema() : this.schema, sizeAfter(commit));
	}

	/** More, maybe, than it really has: see {@link Growth#blind()}. */
	private @Nullable SpaceSize sizeAfter(SpaceCommit commit) {
		return (this.size != null) ? this.size.plus(commit.growth().size()) : null;
	}

	/**
	 * The same with another horizon.
	 * @param horizon the horizon
	 * @return the head
	 */
	public SpaceHead withHorizon(long horizon) {
		return new SpaceHead(this.rowId, this.epoch, this.version, this.checkpoint, horizon, this.deleted, this.schema,
				this.size);
	}

	/**
	 * The same with another size.
	 * @param size what is counted, or {@code null} if nobody has
	 * @return the head
	 */
	public SpaceHead withSize(@Nullable SpaceSize size) {
		return new SpaceHead(this.rowId, this.epoch, this.version, this.checkpoint, this.horizon, this.deleted,
				this.schema, size);
	}

	/**
	 * Whether another head is of the same moment of the same history. Horizons may
	 * differ: they move between commits. Sizes may, too: some are upper bounds.
	 * @param other the other head
	 * @return whether nothing was committed between the two
	 */
	public boolean isSameAs(SpaceHead other) {
		return this.rowId == other.rowId && this.epoch.equals(other.epoch) && this.version == other.version
				&& Objects.equals(this.checkpoint, other.checkpoint) && this.deleted == other.deleted
				&& this.schema.equals(other.schema);
	}

	/**
	 * Whether the space exists, or has existed and was deleted.
	 * @return {@code false} before its first push
	 */
	public boolean exists() {
		return this.rowId != 0;
	}

	/**
	 * Whether there is something in the space that can be read.
	 * @return {@code false} before its first push and after its end
	 */
	public boolean isAlive() {
		return exists() && !this.deleted;
	}

}
