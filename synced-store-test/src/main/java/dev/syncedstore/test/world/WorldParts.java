package dev.syncedstore.test.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.syncedstore.client.SyncedStoreBuilder;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.ServerPorts;
import dev.syncedstore.core.schema.SchemaCatalog;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.action.ActionCatalog;
import dev.syncedstore.test.time.VirtualTime;
import dev.syncedstore.test.transport.Network;
import org.jspecify.annotations.Nullable;

/**
 * What all parts of one world share.
 *
 * @param time when things happen
 * @param random the only source of chance
 * @param codecs reads and writes values for all
 * @param shared makes the mutators that both sides have, anew for each process
 * @param serverCatalog the server's mutators
 * @param schemas what store types declare
 * @param actions the server's actions
 * @param access who may do what
 * @param ports what mutators call on the server
 * @param network leads to the server
 * @param customizer says more about clients' stores
 * @param story remembers what happens
 */
record WorldParts(VirtualTime time, RandomGenerator random, ValueCodecs codecs, List<? extends Supplier<?>> shared,
		MutatorCatalog serverCatalog, SchemaCatalog schemas, ActionCatalog actions, SpaceAccessPolicy access,
		ServerPorts ports, Network network, BiConsumer<String, SyncedStoreBuilder> customizer, Story story) {

	/** New instances, as another process would have. */
	static List<Object> make(List<? extends Supplier<?>> suppliers) {
		List<Object> made = new ArrayList<>();
		suppliers.forEach((supplier) -> made.add(supplier.get()));
		return made;
	}

	/**
	 * Ports that were given one by one.
	 */
	static final class GivenPorts implements ServerPorts {

		private final Map<Class<?>, Object> ports;

		GivenPorts(Map<Class<?>, Object> ports) {
			this.ports = new HashMap<>(ports);
		}

		@Override
		public <P> @Nullable P find(Class<P> port) {
			Object found = this.ports.get(port);
			return (found != null) ? port.cast(found) : null;
		}

	}

}
