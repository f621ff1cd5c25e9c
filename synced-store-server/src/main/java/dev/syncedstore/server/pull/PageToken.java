package dev.syncedstore.server.pull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Objects;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.Visibility;
import dev.syncedstore.server.log.ChangePosition;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Where a pull that comes in pages goes on. The client keeps it, so no node has to. It is
 * not secret and not signed: it decides where reading goes on, never what may be read.
 *
 * @param userId the user it was made for
 * @param space the space
 * @param epoch the space's epoch
 * @param minVersion the first version that the pull covers
 * @param reset whether the client's base is to be replaced
 * @param deletionsAfter deletions up to this version are left out
 * @param position where to go on
 * @param seen where the space was when the page before was read
 */
record PageToken(String userId, SpaceId space, String epoch, long minVersion, boolean reset, long deletionsAfter,
		ChangePosition position, Seen seen) {

	private static final int FORMAT = 1;

	private static final int MAX_LENGTH = 4096;

	String encode() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeByte(FORMAT);
			out.writeUTF(this.userId);
			out.writeUTF(this.space.storeType());
			out.writeUTF(this.space.instanceId());
			out.writeUTF(this.epoch);
			out.writeLong(this.minVersion);
			out.writeBoolean(this.reset);
			out.writeLong(this.deletionsAfter);
			out.writeLong(this.position.version());
			out.writeUTF(this.position.key());
			out.writeLong(this.seen.version());
			out.writeUTF(this.seen.checkpoint());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
	}

	/**
	 * Read a token.
	 * @return the token, or {@code null} if it is none
	 */
	static @Nullable PageToken decode(String text) {
		if (text.length() > MAX_LENGTH) {
			return null;
		}
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Base64.getUrlDecoder().decode(text)))) {
			if (in.readByte() != FORMAT) {
				return null;
			}
			PageToken token = new PageToken(in.readUTF(), new SpaceId(in.readUTF(), in.readUTF()), in.readUTF(),
					in.readLong(), in.readBoolean(), in.readLong(), new ChangePosition(in.readLong(), in.readUTF()),
					new Seen(in.readLong(), in.readUTF()));
			return (in.read() == -1 && token.isReasonable()) ? token : null;
		}
		catch (IOException | IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * A point of the space's history that the pages before belong to.
	 *
	 * @param version the version
	 * @param checkpoint its checkpoint, or empty at version 0
	 */
	record Seen(long version, String checkpoint) {

		static Seen of(SpaceHead head) {
			return new Seen(head.version(), Objects.requireNonNullElse(head.checkpoint(), ""));
		}

		/** Whether a space has come from there. */
		boolean isIn(SpaceSnapshot snapshot) {
			return this.version == 0 || (this.version <= snapshot.head().version()
					&& this.checkpoint.equals(snapshot.checkpointAt(this.version)));
		}

	}

	private boolean isReasonable() {
		String key = this.position.key();
		if (key.isEmpty() || key.startsWith(EntryKey.prefix(Visibility.PRIVATE, this.userId))) {
			return true;
		}
		return !key.startsWith("$$");
	}

}
