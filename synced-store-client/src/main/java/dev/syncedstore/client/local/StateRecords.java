package dev.syncedstore.client.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.syncedstore.core.rebase.Base;
import dev.syncedstore.core.rebase.HistoryPoint;
import dev.syncedstore.core.rebase.LocalState;
import dev.syncedstore.core.rebase.MutationCall;
import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.core.rebase.Refusal;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;

/**
 * Writes states and steps as records of a journal; {@link StateReader} reads them.
 */
final class StateRecords {

	/** About how many bytes of entries go into a record. */
	private static final int ENTRIES_BYTES = 1 << 16;

	/** What a version of this library that reads less must not read. */
	static final int FORMAT = 1;

	private StateRecords() {
	}

	/** Everything. */
	static void all(ClientState state, Consumer<byte[]> target) {
		LocalState local = state.local();
		RecordOutput start = new RecordOutput(RecordKind.START).putByte(FORMAT)
			.putText(state.clientId())
			.putText(state.user().userId())
			.putBoolean(state.user().certain());
		putPoint(start, local.base().point());
		target.accept(start.putLong(local.lastId())
			.putLong(local.processedId())
			.putLong(state.acknowledgedId())
			.putLong(state.sentId())
			.toBytes());
		entries(local.base(), target);
		local.pending().forEach((mutation) -> target.accept(pending(state, mutation)));
		state.unread().forEach((each) -> {
			RecordOutput unread = new RecordOutput(RecordKind.UNREAD).putText(each.clientId())
				.putLong(each.outcome().mutation().id());
			putCall(unread, each.outcome().mutation().call());
			putRefusal(unread, each.outcome().refusal());
			target.accept(unread.toBytes());
		});
	}

	private static void entries(Base base, Consumer<byte[]> target) {
		Iterator<Map.Entry<String, StoredValue>> all = base.entries().all();
		RecordOutput entries = new RecordOutput(RecordKind.ENTRIES);
		while (all.hasNext()) {
			Map.Entry<String, StoredValue> entry = all.next();
			entries.putText(entry.getKey()).putText(entry.getValue().json());
			if (entries.length() > ENTRIES_BYTES) {
				target.accept(entries.toBytes());
				entries = new RecordOutput(RecordKind.ENTRIES);
			}
		}
		target.accept(entries.toBytes());
	}

	static byte[] pending(ClientState state, PendingMutation mutation) {
		RecordOutput record = new RecordOutput(RecordKind.PENDING).putText(state.clientId())
			.putText(state.user().userId())
			.putBoolean(state.user().certain())
			.putLong(mutation.id());
		putCall(record, mutation.call());
		putRefusal(record, mutation.withdrawal());
		return record.toBytes();
	}

	static byte[] rebase(@Nullable HistoryPoint point, List<Patch> patches, long processedId,
			Collection<Outcome> settled) {
		RecordOutput record = new RecordOutput(RecordKind.REBASE);
		putSettled(record, processedId, settled);
		putPoint(record, point);
		for (Patch patch : patches) {
			record.putText(patch.key()).putText((patch.value() != null) ? patch.value().json() : null);
		}
		return record.toBytes();
	}

	static byte[] replace(long processedId, Collection<Outcome> settled) {
		RecordOutput record = new RecordOutput(RecordKind.REPLACE);
		putSettled(record, processedId, settled);
		return record.toBytes();
	}

	static byte[] identify(LocalUser user) {
		return new RecordOutput(RecordKind.IDENTIFY).putText(user.userId()).putBoolean(user.certain()).toBytes();
	}

	/**
	 * The client has another id. The mutations are written again under their new numbers,
	 * so that they can be read where this record can't be any more.
	 */
	static List<byte[]> renumber(ClientState after, long commonId) {
		List<byte[]> records = new ArrayList<>();
		records.add(new RecordOutput(RecordKind.RENUMBER).putText(after.clientId()).putLong(commonId).toBytes());
		after.local().pending().forEach((mutation) -> records.add(pending(after, mutation)));
		return records;
	}

	static byte[] withdraw(long id, @Nullable Refusal reason) {
		RecordOutput record = new RecordOutput(RecordKind.WITHDRAW).putLong(id);
		putRefusal(record, reason);
		return record.toBytes();
	}

	static byte[] discard(Refusal reason) {
		RecordOutput record = new RecordOutput(RecordKind.DISCARD);
		putRefusal(record, reason);
		return record.toBytes();
	}

	static byte[] acknowledge(String clientId, long id, Collection<String> told) {
		RecordOutput record = new RecordOutput(RecordKind.ACKNOWLEDGE).putText(clientId).putLong(id);
		told.forEach(record::putText);
		return record.toBytes();
	}

	static byte[] send(long id) {
		return new RecordOutput(RecordKind.SEND).putLong(id).toBytes();
	}

	private static void putSettled(RecordOutput record, long processedId, Collection<Outcome> settled) {
		List<Outcome> refused = settled.stream().filter((outcome) -> outcome.refusal() != null).toList();
		record.putLong(processedId).putInt(refused.size());
		for (Outcome outcome : refused) {
			record.putLong(outcome.mutation().id());
			putRefusal(record, outcome.refusal());
		}
	}

	private static void putPoint(RecordOutput record, @Nullable HistoryPoint point) {
		record.putText((point != null) ? point.epoch() : null);
		if (point != null) {
			record.putLong(point.version()).putText(point.checkpoint());
		}
	}

	private static void putCall(RecordOutput record, MutationCall call) {
		record.putText(call.nonce()).putInt(call.schemaVersion()).putText(call.name()).putText(call.args().json());
	}

	private static void putRefusal(RecordOutput record, @Nullable Refusal refusal) {
		record.putText((refusal != null) ? refusal.code() : null);
		if (refusal != null) {
			record.putText(refusal.message());
		}
	}

}
