package dev.syncedstore.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.Quotas;
import dev.syncedstore.server.StoreQuota;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the spaces of a store type, and the users of its actions, may take. Zero stands
 * for no limit.
 *
 * @param entriesPerSpace Maximum number of entries in a space.
 * @param sizePerSpace Maximum size of the keys and values in a space.
 * @param actionsPerMinute Maximum number of calls of one store type's actions by a user
 * per minute, as an average over one, on each node.
 * @param parkedActions Maximum number of parked actions of one store type. Where there
 * are as many, mutations that enqueue another are rejected.
 * @param types Quotas of single store types, by their names.
 */
public record QuotasProperties(@DefaultValue("10000000") long entriesPerSpace,
		@DefaultValue("1GB") DataSize sizePerSpace, @DefaultValue("300") int actionsPerMinute,
		@DefaultValue("10000") int parkedActions, @DefaultValue Map<String, Type> types) {

	private static final String PREFIX = "synced-store.quotas.";

	public QuotasProperties {
		new Type(entriesPerSpace, sizePerSpace, actionsPerMinute, parkedActions).check(PREFIX);
		types.forEach((name, type) -> {
			if (!SpaceId.isStoreType(name)) {
				throw new IllegalArgumentException(
						PREFIX + "types has '" + name + "', which can't be a store type: give the type of mutators");
			}
			type.check(PREFIX + "types." + name + ".");
		});
		types = Map.copyOf(types);
	}

	Quotas quotas() {
		StoreQuota others = new StoreQuota(this.entriesPerSpace, this.sizePerSpace.toBytes(), this.actionsPerMinute,
				this.parkedActions);
		Map<String, StoreQuota> result = new LinkedHashMap<>();
		this.types.forEach((name, type) -> result.put(name, type.over(others)));
		return new Quotas(others, result);
	}

	/**
	 * Quotas of one store type. What is not given is as for all.
	 *
	 * @param entriesPerSpace Maximum number of entries in a space.
	 * @param sizePerSpace Maximum size of the keys and values in a space.
	 * @param actionsPerMinute Maximum number of calls of actions by a user per minute.
	 * @param parkedActions Maximum number of parked actions.
	 */
	public record Type(@Nullable Long entriesPerSpace, @Nullable DataSize sizePerSpace,
			@Nullable Integer actionsPerMinute, @Nullable Integer parkedActions) {

		private StoreQuota over(StoreQuota others) {
			return new StoreQuota((this.entriesPerSpace != null) ? this.entriesPerSpace : others.entries(),
					(this.sizePerSpace != null) ? this.sizePerSpace.toBytes() : others.bytes(),
					(this.actionsPerMinute != null) ? this.actionsPerMinute : others.actionsPerMinute(),
					(this.parkedActions != null) ? this.parkedActions : others.parkedActions());
		}

		private void check(String prefix) {
			check(this.entriesPerSpace == null || this.entriesPerSpace >= 0, prefix + "entries-per-space",
					this.entriesPerSpace);
			check(this.sizePerSpace == null || !this.sizePerSpace.isNegative(), prefix + "size-per-space",
					this.sizePerSpace);
			check(this.actionsPerMinute == null || this.actionsPerMinute >= 0, prefix + "actions-per-minute",
					this.actionsPerMinute);
			check(this.parkedActions == null || this.parkedActions >= 0, prefix + "parked-actions", this.parkedActions);
		}

		private static void check(boolean valid, String name, @Nullable Object value) {
			if (!valid) {
				throw new IllegalArgumentException(name + " is '" + value + "': give 0 or more");
			}
		}

	}

}
