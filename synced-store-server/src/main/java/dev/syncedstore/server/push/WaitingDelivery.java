package dev.syncedstore.server.push;

import java.util.List;
import java.util.function.Predicate;

import dev.syncedstore.core.schema.DeclaredSchema;
import dev.syncedstore.core.schema.MigratedCall;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.log.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * What another space has sent, as this node's version of the schema has it.
 *
 * @param delivery what was sent
 * @param calls what runs in its place, all of it or nothing
 * @param failure the outcome, if it could not be migrated
 * @param newer whether it was made under a version that this node does not have yet
 */
record WaitingDelivery(Delivery delivery, List<MutationExecution.Call> calls, @Nullable Outcome failure,
		boolean newer) {

	static WaitingDelivery of(Delivery delivery, DeclaredSchema schema, EngineParts parts) {
		MigratedCall sent = new MigratedCall(delivery.mutator(), new StoredValue(delivery.args()));
		MigratedMutation migrated = MigratedMutation.of(sent, delivery.schemaVersion(), schema, parts);
		if (migrated == null) {
			return new WaitingDelivery(delivery,
					List.of(new MutationExecution.Call(sent.mutator(), sent.args(), delivery)), null,
					delivery.schemaVersion() > schema.version());
		}
		return new WaitingDelivery(delivery, migrated.calls().stream().map((call) -> call.of(delivery)).toList(),
				migrated.failure(), false);
	}

	/** Whether another node has to run it, one that knows what is meant. */
	boolean isForAnotherNode(Predicate<String> known) {
		// What is newer is never given up: this node can't say anything about it.
		return this.newer
				|| !this.delivery.isOld() && !this.calls.stream().allMatch((call) -> known.test(call.mutator()));
	}

	/** The mutator that it is told under. */
	String name() {
		return this.calls.isEmpty() ? this.delivery.mutator() : this.calls.get(0).mutator();
	}

}
