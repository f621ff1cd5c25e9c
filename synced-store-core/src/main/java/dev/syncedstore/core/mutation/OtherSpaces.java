package dev.syncedstore.core.mutation;

import java.util.function.Consumer;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutationSource;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a mutator has to do with other spaces of its server. Used by the thread
 * that runs the mutator, and not at all on clients.
 */
public interface OtherSpaces {

	/** There are none: what is sent is forgotten, and nothing is read. */
	OtherSpaces NONE = new OtherSpaces() {

		@Override
		public @Nullable MutationSource source() {
			return null;
		}

		@Override
		public void send(SpaceId space, MutatorMethod<?, ?> mutator, String args) {
		}

		@Override
		public void read(SpaceId space, Consumer<? super ReadContext> read) {
		}

	};

	/**
	 * Where the mutation comes from.
	 * @return the source, or {@code null} if no other space has sent it
	 */
	@Nullable MutationSource source();

	/**
	 * Take a mutation of another space.
	 * @param space the other space
	 * @param mutator names the mutator
	 * @param args its arguments as JSON text
	 * @throws MutationRejectedException if too many were sent, or over too many spaces
	 * @throws RuntimeException if it can't be taken, which ends the mutation
	 */
	void send(SpaceId space, MutatorMethod<?, ?> mutator, String args);

	/**
	 * Read from another space.
	 * @param space the other space
	 * @param read reads
	 * @throws MutationRejectedException if the user may not open the space
	 */
	void read(SpaceId space, Consumer<? super ReadContext> read);

}
