package dev.syncedstore.server;

import java.util.Map;

/**
 * What each store type may take.
 *
 * @param others what store types may take that have no quotas of their own
 * @param types the quotas of some store types
 */
public record Quotas(StoreQuota others, Map<String, StoreQuota> types) {

	public Quotas {
		types = Map.copyOf(types);
	}

	/**
	 * The same for all store types.
	 * @return the quotas
	 */
	public static Quotas defaults() {
		return new Quotas(StoreQuota.defaults(), Map.of());
	}

	/**
	 * The quotas of a store type.
	 * @param storeType the store type
	 * @return its quotas
	 */
	public StoreQuota of(String storeType) {
		return this.types.getOrDefault(storeType, this.others);
	}

}
