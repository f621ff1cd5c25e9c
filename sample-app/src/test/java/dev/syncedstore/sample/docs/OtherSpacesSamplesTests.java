package dev.syncedstore.sample.docs;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestMutation;
import dev.syncedstore.test.world.TestWorld;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OtherSpacesSamplesTests {

	public static final Table<Price> PRICES = Table.of("prices", Price.class);

	public static final Table<Order> ORDERS = Table.of("orders", Order.class);

	public static final Table<Order> SOLD = Table.of("sold", Order.class);

	public record Price(String article, int cents) {
	}

	public record Order(String id, String article, int cents) {
	}

	public record PlaceOrder(String id, String article) {
	}

	/** A price list. */
	@Mutators(type = "prices")
	public static class PriceMutators {

		@Mutator
		public void setPrice(MutationContext ctx, Price args) {
			ctx.table(PRICES).set(args.article(), args);
		}

		@Mutator
		public void count(MutationContext ctx, Order args) {
			if (ctx.source().isEmpty()) {
				throw ctx.reject("not_sold", "Only orders sell something");
			}
			ctx.table(SOLD).set(args.id(), args);
		}

	}

	/** What customers order. */
	@Mutators(type = "orders")
	public static class OrderMutators {

		static final SpaceId PRICE_LIST = new SpaceId("prices", "all");

		// tag::read[]
		@Mutator(description = "Order something at the price that it has now")
		public void placeOrder(MutationContext ctx, PlaceOrder args) {
			ctx.table(ORDERS).set(args.id(), new Order(args.id(), args.article(), 0));
			ctx.readOther(PRICE_LIST, (prices) -> {
				int cents = prices.table(PRICES)
					.get(args.article())
					.orElseThrow(() -> ctx.reject("not_sold", "There is no " + args.article()))
					.cents();
				Order order = new Order(args.id(), args.article(), cents);
				ctx.table(ORDERS).set(args.id(), order);
				ctx.mutateOther(PRICE_LIST, PriceMutators::count, order);
			});
		}
		// end::read[]

	}

	// tag::world[]
	private final TestWorld world = TestWorld.builder().mutators(OrderMutators.class, PriceMutators.class).start();

	@Test
	void anOrderHasThePriceOfTheListAndIsCountedThere() {
		TestClient clerk = this.world.client("bob", "", new SpaceId("prices", "all"));
		TestClient alice = this.world.client("alice");
		clerk.mutate(PriceMutators::setPrice, new Price("tea", 250));
		this.world.settle();
		alice.mutate(OrderMutators::placeOrder, new PlaceOrder("o1", "tea"));
		this.world.settle();
		Order expected = new Order("o1", "tea", 250);
		Order placed = alice.query((ctx) -> ctx.table(ORDERS).get("o1").orElseThrow());
		assertThat(placed).isEqualTo(expected);
		Order counted = clerk.query((ctx) -> ctx.table(SOLD).get("o1").orElseThrow());
		assertThat(counted).isEqualTo(expected);
		assertThat(this.world.server().parkedDeliveries().list(0, 10)).isEmpty();
	}
	// end::world[]

	@Test
	void whatIsNotSoldCantBeOrdered() {
		TestClient alice = this.world.client("alice");
		TestMutation order = alice.mutate(OrderMutators::placeOrder, new PlaceOrder("o2", "gold"));
		this.world.settle();
		assertThat(order.rejectionCode()).contains("not_sold");
		boolean placed = alice.query((ctx) -> ctx.table(ORDERS).has("o2"));
		assertThat(placed).isFalse();
	}

}
