package dev.syncedstore.client.local;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.protocol.Protocol;
import dev.syncedstore.core.rebase.Base;
import dev.syncedstore.core.rebase.MutationCall;
import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.core.rebase.Refusal;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;

/**
 * What a journal has kept of a store.
 *
 * @param clientId the client's id, or {@code null} if it can't be read any more; then
 * nothing is pending
 * @param user for whom the store is
 * @param base the base
 * @param mutations what is pending
 * @param progress how far the client has come
 * @param damaged whether something can't be read any more
 */
record Kept(@Nullable String clientId, LocalUser user, Base base, Mutations mutations, ClientState.Progress progress,
		boolean damaged) {

	/**
	 * What is pending.
	 *
	 * @param byId the mutations that can be read
	 * @param processedId the latest mutation whose outcome the base has
	 * @param lastId the latest mutation that was made, as far as can be read
	 */
	record Mutations(NavigableMap<Long, PendingMutation> byId, long processedId, long lastId) {

		/**
		 * The mutations without holes. In place of one that can't be read any more its
		 * withdrawal is sent, so that those behind it keep their ids, which are what
		 * makes them take effect only once.
		 */
		List<PendingMutation> withoutHoles() {
			List<PendingMutation> all = new ArrayList<>();
			for (long id = this.processedId + 1; id <= this.lastId; id++) {
				PendingMutation mutation = this.byId.get(id);
				all.add((mutation != null) ? mutation : lost(id));
			}
			return all;
		}

		private static PendingMutation lost(long id) {
			MutationCall call = new MutationCall("lost-" + id, 1, Protocol.WITHDRAWN_MUTATION, new StoredValue("null"));
			return new PendingMutation(id, call,
					new Refusal(RejectionCode.WITHDRAWN, "The storage was damaged, and this mutation is lost"));
		}

	}

}
