package dev.syncedstore.codec.mutation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.PortUnavailableException;
import dev.syncedstore.core.ServerClock;
import dev.syncedstore.core.ServerRandom;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.ServerPorts;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PortTests {

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	private final MutatorCatalog catalog = MutatorCatalog.of(List.of(new Orders()), this.codecs);

	private final Map<Class<?>, Object> ports = new HashMap<>();

	private final Overlay overlay = new Overlay(Entries.EMPTY);

	@Test
	void aTransactionalMutatorCallsAnyPortOnTheServer() {
		this.ports.put(Stock.class, (Stock) (sku) -> 7);
		run("order", true);
		assertThat(changes()).containsExactly("orders/a");
	}

	@Test
	void clientsSkipTheCall() {
		run("order", false);
		assertThat(changes()).isEmpty();
		run("roll", false);
		assertThat(changes()).isEmpty();
	}

	@Test
	void aPlainMutatorMayRollTheServersDiceAndReadItsClock() {
		this.ports.put(ServerRandom.class, (ServerRandom) (bound) -> bound - 1);
		this.ports.put(ServerClock.class, (ServerClock) () -> 1_000L);
		run("roll", true);
		assertThat(this.overlay.get("orders/a")).isEqualTo(new StoredValue("{\"count\":1006}"));
	}

	@Test
	void anyOtherPortFailsByNameFromAPlainMutatorOnBothSides() {
		this.ports.put(Stock.class, (Stock) (sku) -> 7);
		for (boolean server : new boolean[] { true, false }) {
			assertThatExceptionOfType(PortUnavailableException.class).isThrownBy(() -> run("plain", server))
				.withMessageContaining(Stock.class.getName() + " can only be called from a mutator with "
						+ "@Mutator(transactional = true), which orders.plain is not")
				.satisfies((ex) -> assertThat(ex.port()).isEqualTo(Stock.class.getName()));
		}
	}

	@Test
	void toCatchThatFailureIsOfNoUse() {
		assertThatExceptionOfType(PortUnavailableException.class).isThrownBy(() -> run("catching", true))
			.withMessageContaining("There is no port " + Stock.class.getName() + ", which orders.catching calls");
	}

	@Test
	void aRefusalFromWithinACallIsARefusal() {
		this.ports.put(Stock.class, (Stock) (sku) -> 0);
		assertThatExceptionOfType(MutationRejectedException.class).isThrownBy(() -> run("order", true))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("sold_out"));
	}

	private void run(String mutator, boolean server) {
		ServerPorts found = new ServerPorts() {

			@Override
			public <P> @Nullable P find(Class<P> port) {
				return port.cast(PortTests.this.ports.get(port));
			}

		};
		new MutationRunner(this.codecs, found).run(this.catalog.find("orders", mutator),
				new StoredValue("{\"sku\":\"a\"}"), new Side("alice", server), this.overlay);
	}

	private List<String> changes() {
		return this.overlay.changes().stream().map(Patch::key).toList();
	}

	interface Stock {

		int take(String sku);

	}

	record Order(String sku) {
	}

	record Taken(int count) {
	}

	@Mutators(type = "orders")
	static class Orders {

		private static final Table<Taken> ORDERS = Table.of("orders", Taken.class);

		@Mutator(transactional = true)
		public void order(MutationContext ctx, Order args) {
			ctx.onServer(Stock.class, (stock) -> {
				int taken = stock.take(args.sku());
				if (taken == 0) {
					throw ctx.reject("sold_out", "Nothing is left");
				}
				ctx.table(ORDERS).set(args.sku(), new Taken(taken));
			});
		}

		@Mutator(transactional = true)
		public void catching(MutationContext ctx, Order args) {
			try {
				ctx.onServer(Stock.class, (stock) -> stock.take(args.sku()));
			}
			catch (RuntimeException ex) {
				ctx.table(ORDERS).set(args.sku(), new Taken(0));
			}
		}

		@Mutator
		public void plain(MutationContext ctx, Order args) {
			ctx.onServer(Stock.class, (stock) -> stock.take(args.sku()));
		}

		@Mutator
		public void roll(MutationContext ctx, Order args) {
			ctx.onServer(ServerRandom.class, (random) -> ctx.onServer(ServerClock.class,
					(clock) -> ctx.table(ORDERS).set(args.sku(), new Taken((int) clock.millis() + random.nextInt(7)))));
		}

	}

}
