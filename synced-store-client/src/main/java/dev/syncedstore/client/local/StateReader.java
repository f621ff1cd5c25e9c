package dev.syncedstore.client.local;

import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.syncedstore.client.storage.Journal;
import dev.syncedstore.client.storage.StorageException;
import dev.syncedstore.core.rebase.Base;
import dev.syncedstore.core.rebase.HistoryPoint;
import dev.syncedstore.core.rebase.MutationCall;
import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.core.rebase.Refusal;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a journal's records the state that they lead to. Where records are missing,
 * the base can't be trusted and is dropped: the server has it. What is known of mutations
 * is kept, whatever else is lost. For one thread.
 */
final class StateReader implements Journal.Reader {

	private boolean any;

	private boolean damaged;

	private @Nullable String clientId;

	private LocalUser user = LocalUser.UNKNOWN;

	private @Nullable HistoryPoint point;

	private Map<String, StoredValue> started = new LinkedHashMap<>();

	private @Nullable Entries entries;

	private boolean baseLost;

	private final TreeMap<Long, PendingMutation> pending = new TreeMap<>();

	private long lastId;

	private @Nullable Long processedId;

	private long acknowledgedId;

	private long sentId;

	private final List<UnreadRejection> unread = new ArrayList<>();

	@Override
	public void gap() {
		this.any = true;
		this.damaged = true;
		this.baseLost = true;
	}

	@Override
	public void record(byte[] record) {
		this.any = true;
		RecordInput input = new RecordInput(record);
		try {
			read(RecordKind.of(input.getByte()), input);
		}
		catch (IllegalArgumentException | BufferUnderflowException ex) {
			throw new StorageException("The storage was written by a newer version of Synced-Store", ex);
		}
	}

	/** What was read, or {@code null} if the journal is new. */
	@Nullable Kept kept() {
		if (!this.any) {
			return null;
		}
		Base base = (this.point != null && !this.baseLost) ? new Base(this.point, entries()) : Base.NONE;
		long processed = (this.processedId != null) ? this.processedId
				: this.pending.isEmpty() ? this.lastId : this.pending.firstKey() - 1;
		return new Kept(this.clientId, this.user, base, new Kept.Mutations(this.pending, processed, this.lastId),
				new ClientState.Progress(this.acknowledgedId, this.sentId, List.copyOf(this.unread)), this.damaged);
	}

	private void read(RecordKind kind, RecordInput input) {
		switch (kind) {
			case START -> start(input);
			case ENTRIES -> {
				while (input.hasMore()) {
					this.started.put(input.getText(), new StoredValue(input.getText()));
				}
			}
			case PENDING -> pending(input);
			case UNREAD -> {
				String client = input.getText();
				long id = input.getLong();
				MutationCall call = call(input);
				this.unread.add(new UnreadRejection(client, new Outcome(mutation(id, call, null), refusal(input))));
			}
			case REBASE -> rebase(input);
			case REPLACE -> {
				settle(input);
				this.baseLost = true;
			}
			case IDENTIFY -> this.user = new LocalUser(input.getText(), input.getBoolean());
			case RENUMBER -> renumber(input.getText(), input.getLong());
			case WITHDRAW -> {
				long id = input.getLong();
				Refusal reason = refusal(input);
				this.pending.computeIfPresent(id, (same, mutation) -> mutation(id, mutation.call(), reason));
			}
			case DISCARD -> discard(refusal(input));
			case ACKNOWLEDGE -> acknowledge(input);
			case SEND -> this.sentId = Math.max(this.sentId, input.getLong());
		}
	}

	private void start(RecordInput input) {
		int format = input.getByte();
		if (format > StateRecords.FORMAT) {
			throw new IllegalArgumentException("There is no format " + format);
		}
		this.clientId = input.getText();
		this.user = new LocalUser(input.getOptionalText(), input.getBoolean());
		this.point = point(input);
		this.lastId = input.getLong();
		this.processedId = input.getLong();
		this.acknowledgedId = input.getLong();
		this.sentId = input.getLong();
	}

	private void pending(RecordInput input) {
		String client = input.getText();
		LocalUser maker = new LocalUser(input.getOptionalText(), input.getBoolean());
		PendingMutation mutation = mutation(input.getLong(), call(input), refusal(input));
		if (this.clientId == null) {
			this.clientId = client;
			this.user = maker;
		}
		if (!client.equals(this.clientId)) {
			// The record by which the client has got its new id can't be read.
			gap();
			becomeClient(client);
		}
		if (this.processedId == null || mutation.id() > this.processedId) {
			this.pending.put(mutation.id(), mutation);
		}
		this.lastId = Math.max(this.lastId, mutation.id());
	}

	private void rebase(RecordInput input) {
		settle(input);
		HistoryPoint next = point(input);
		if (this.baseLost) {
			return;
		}
		List<Patch> patches = new ArrayList<>();
		while (input.hasMore()) {
			String key = input.getText();
			String json = input.getOptionalText();
			patches.add(new Patch(key, (json != null) ? new StoredValue(json) : null));
		}
		this.entries = entries().with(patches);
		this.point = next;
	}

	private Entries entries() {
		Entries known = this.entries;
		if (known == null) {
			known = Entries.of(this.started);
			this.entries = known;
			this.started = new LinkedHashMap<>();
		}
		return known;
	}

	private void settle(RecordInput input) {
		long processed = input.getLong();
		for (int count = input.getInt(); count > 0; count--) {
			PendingMutation refused = this.pending.get(input.getLong());
			Refusal refusal = refusal(input);
			if (refused != null && this.clientId != null) {
				this.unread.add(new UnreadRejection(this.clientId, new Outcome(refused, refusal)));
			}
		}
		process(processed);
	}

	private void process(long processed) {
		this.pending.headMap(processed, true).clear();
		this.processedId = processed;
		this.lastId = Math.max(this.lastId, processed);
	}

	private void renumber(String client, long commonId) {
		TreeMap<Long, PendingMutation> renumbered = new TreeMap<>();
		this.pending.forEach((id, mutation) -> renumbered.put(id - commonId,
				mutation(id - commonId, mutation.call(), mutation.withdrawal())));
		this.pending.clear();
		this.pending.putAll(renumbered);
		this.lastId -= commonId;
		this.processedId = (this.processedId != null) ? this.processedId - commonId : null;
		this.clientId = client;
		this.acknowledgedId = 0;
		this.sentId = 0;
	}

	/**
	 * All that is pending follows under the new id, see {@link StateRecords#renumber}.
	 */
	private void becomeClient(String client) {
		this.pending.clear();
		this.clientId = client;
		this.lastId = 0;
		this.processedId = null;
		this.acknowledgedId = 0;
		this.sentId = 0;
	}

	private void discard(@Nullable Refusal reason) {
		this.pending.values()
			.forEach((mutation) -> this.unread
				.add(new UnreadRejection((this.clientId != null) ? this.clientId : "", new Outcome(mutation, reason))));
		process(this.lastId);
		this.point = null;
		this.entries = Entries.EMPTY;
		this.started = new LinkedHashMap<>();
	}

	private void acknowledge(RecordInput input) {
		String client = input.getText();
		long id = input.getLong();
		Set<String> told = new HashSet<>();
		while (input.hasMore()) {
			told.add(input.getText());
		}
		this.unread.removeIf((each) -> told.contains(each.nonce()));
		if (client.equals(this.clientId)) {
			this.acknowledgedId = Math.max(this.acknowledgedId, id);
		}
	}

	private static @Nullable HistoryPoint point(RecordInput input) {
		String epoch = input.getOptionalText();
		return (epoch != null) ? new HistoryPoint(epoch, input.getLong(), input.getOptionalText()) : null;
	}

	private static MutationCall call(RecordInput input) {
		return new MutationCall(input.getText(), input.getInt(), input.getText(), new StoredValue(input.getText()));
	}

	private static @Nullable Refusal refusal(RecordInput input) {
		String code = input.getOptionalText();
		return (code != null) ? new Refusal(code, input.getText()) : null;
	}

	private static PendingMutation mutation(long id, MutationCall call, @Nullable Refusal withdrawal) {
		return new PendingMutation(id, call, withdrawal);
	}

}
