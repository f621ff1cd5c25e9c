package dev.syncedstore.server.push;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.Presumption;
import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;

/**
 * Clients of a space as its own batches have left them. Belongs to the space's writer, of
 * which there is one at a time.
 */
final class KnownClients {

	/** So many of one space are as good as all. */
	private static final int CAPACITY = 1_000;

	private static final int MAX_REJECTIONS = 100;

	private static final int WEIGHT = 300;

	/**
	 * Where another node writes, too, or much is read that is not held, so it goes on.
	 */
	private static final int BATCHES_OF_DOUBT = 8;

	private final Map<String, ClientRecord> records = new LinkedHashMap<>(16, 0.75f, true);

	private long weight;

	private int doubt;

	private KnownClients(int doubt) {
		this.doubt = doubt;
	}

	/** Of a space that only this node is known to write. */
	static KnownClients ofOwnSpace() {
		return new KnownClients(0);
	}

	/** Of a space that another node has written. */
	static KnownClients ofSharedSpace() {
		return new KnownClients(BATCHES_OF_DOUBT);
	}

	/**
	 * What a batch may take for granted.
	 * @param head where the space was after the last batch
	 * @param clientIds the clients of the batch
	 * @return the presumption, or {@code null} if looking is better
	 */
	@Nullable Presumption presume(SpaceHead head, Collection<String> clientIds) {
		if (this.doubt > 0 || !head.isAlive()) {
			return null;
		}
		Map<String, Long> acknowledged = new HashMap<>();
		for (String clientId : clientIds) {
			ClientRecord record = this.records.get(clientId);
			if (record == null) {
				return null;
			}
			acknowledged.put(clientId, record.acknowledgedMutationId());
		}
		return new Presumption(head, acknowledged);
	}

	/** A batch needed what is not held: look first for a while. */
	void doubt() {
		this.doubt = BATCHES_OF_DOUBT;
	}

	/** The records of some clients, as far as they are known. */
	Map<String, ClientRecord> records(Collection<String> clientIds) {
		Map<String, ClientRecord> result = new HashMap<>();
		for (String clientId : clientIds) {
			ClientRecord record = this.records.get(clientId);
			if (record != null) {
				result.put(clientId, record);
			}
		}
		return result;
	}

	/** Take what a batch has committed. */
	void committed(Collection<ClientRecord> clients) {
		this.doubt = Math.max(0, this.doubt - 1);
		for (ClientRecord client : clients) {
			forget(this.records.remove(client.clientId()));
			if (client.rejections().size() <= MAX_REJECTIONS) {
				this.records.put(client.clientId(), client);
				this.weight += weight(client);
			}
		}
		Iterator<ClientRecord> eldest = this.records.values().iterator();
		while (this.records.size() > CAPACITY) {
			forget(eldest.next());
			eldest.remove();
		}
	}

	/** About how many bytes are held. */
	long weight() {
		return this.weight;
	}

	private void forget(@Nullable ClientRecord client) {
		if (client != null) {
			this.weight -= weight(client);
		}
	}

	private static long weight(ClientRecord client) {
		return WEIGHT * (1L + client.rejections().size()) + (long) Long.BYTES * client.nonces().size();
	}

}
