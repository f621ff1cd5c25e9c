package dev.syncedstore.server.log;

import java.util.Map;
import java.util.Objects;

/**
 * What a writer takes for granted of a space, because it was so after its own last
 * commit.
 *
 * @param head where the space is; it exists
 * @param acknowledged up to which mutation clients have acknowledged, by their ids
 */
public record Presumption(SpaceHead head, Map<String, Long> acknowledged) {

	public Presumption {
		acknowledged = Map.copyOf(acknowledged);
	}

	/**
	 * Look whether it is so.
	 * @param locked the space
	 * @return whether everything is as it was presumed
	 */
	public boolean holdsFor(LockedSpace locked) {
		if (!this.head.isSameAs(locked.head())) {
			return false;
		}
		Map<String, ClientRecord> clients = locked.clients(this.acknowledged.keySet());
		return this.acknowledged.entrySet().stream().allMatch((client) -> {
			ClientRecord record = clients.get(client.getKey());
			return record != null && Objects.equals(record.acknowledgedMutationId(), client.getValue());
		});
	}

}
