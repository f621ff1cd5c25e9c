package dev.syncedstore.test.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.syncedstore.client.SyncedStoreBuilder;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.ServerPorts;
import dev.syncedstore.core.schema.SchemaCatalog;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.MigrationLimits;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.action.ActionCatalog;
import dev.syncedstore.server.member.HookCatalog;
import dev.syncedstore.server.member.MembershipRules;
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
 * @param schemaClasses what clients are given to know what store types declare
 * @param schemas what store types declare
 * @param actions the server's actions
 * @param access who may do what
 * @param members which spaces have members, or {@code null} if none has
 * @param hooks what the server runs when spaces come into being and users come and go
 * @param migrationLimits how much of a space is migrated at a time
 * @param ports what mutators call on the server
 * @param network leads to the server
 * @param customizer says more about clients' stores
 * @param story remembers what happens
 */
record WorldParts(VirtualTime time, RandomGenerator random, ValueCodecs codecs, List<? extends Supplier<?>> shared,
		MutatorCatalog serverCatalog, List<Class<?>> schemaClasses, SchemaCatalog schemas, ActionCatalog actions,
		SpaceAccessPolicy access, @Nullable MembershipRules members, HookCatalog hooks, MigrationLimits migrationLimits,
		ServerPorts ports, Network network, BiConsumer<String, SyncedStoreBuilder> customizer, Story story) {

	/** The same world for processes that have another version of the application. */
	WorldParts with(List<Class<?>> code) {
		List<Supplier<?>> mutators = new ArrayList<>();
		List<Class<?>> schemaClasses = new ArrayList<>();
		for (Class<?> type : code) {
			if (type.isAnnotationPresent(Mutators.class)) {
				mutators.add(() -> TestWorldBuilder.newInstance(type));
			}
			else {
				schemaClasses.add(type);
			}
		}
		MutatorCatalog catalog = MutatorCatalog.of(make(mutators), this.codecs);
		return new WorldParts(this.time, this.random, this.codecs, mutators, catalog, schemaClasses,
				SchemaCatalog.of(schemaClasses, catalog).within(catalog.storeTypes()), this.actions, this.access,
				this.members, this.hooks, this.migrationLimits, this.ports, this.network, this.customizer, this.story);
	}

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
