package dev.syncedstore.sample.docs;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.action.Action;
import dev.syncedstore.server.action.ActionContext;
import dev.syncedstore.server.action.Actions;
import dev.syncedstore.test.simulation.MutatorCheck;
import dev.syncedstore.test.simulation.MutatorReport;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestMutation;
import dev.syncedstore.test.world.TestWorld;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OtherSpacesSamplesTests {

	public static final Table<Price> PRICES = Table.of("prices", Price.class);

	public static final Table<Order> ORDERS = Table.of("orders", Order.class);

	public static final Table<Order> SOLD = Table.of("sold", Order.class);

	public record Price(String article, int cents) {
	}

	public record Order(String id, String article, int cents) {
	}

	public record Ask(String article) {
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

	/** What customers ask for. */
	@Actions(type = "orders")
	public static class OrderActions {

		static final ActionName<Ask, Price> ASK_FOR_PRICE = ActionName.of("askForPrice", Ask.class, Price.class);

		// tag::action[]
		@Action("Say what something costs, and put it on the list if it is not there yet")
		public Price askForPrice(ActionContext ctx, Ask args) {
			Optional<Price> listed = ctx.read(OrderMutators.PRICE_LIST,
					(prices) -> prices.table(PRICES).get(args.article()));
			if (listed.isPresent()) {
				return listed.get();
			}
			Price quoted = quote(args.article());
			ctx.mutate(OrderMutators.PRICE_LIST, PriceMutators::setPrice, quoted);
			return quoted;
		}
		// end::action[]

		private static Price quote(String article) {
			return new Price(article, article.length() * 100);
		}

	}

	@Test
	void anActionReadsAndChangesAnotherSpaceAndIsRefusedWhereItsUserIs() {
		SpaceAccessPolicy policy = (space, user, operation) -> !space.storeType().equals("prices")
				|| operation == SpaceOperation.OPEN || user.equals("alice");
		try (TestWorld guarded = TestWorld.builder()
			.mutators(OrderMutators.class, PriceMutators.class)
			.actions(new OrderActions())
			.access(policy)
			.start()) {
			CompletableFuture<Price> quoted = ask(guarded, "alice", "tea");
			assertThat(quoted).isCompletedWithValue(new Price("tea", 300));
			assertThat(ask(guarded, "bob", "tea")).isCompletedWithValue(new Price("tea", 300));
			assertThatThrownBy(ask(guarded, "bob", "coffee")::join).hasRootCauseInstanceOf(ActionFailedException.class)
				.rootCause()
				.returns("access_denied", (ex) -> ((ActionFailedException) ex).code());
		}
	}

	private static CompletableFuture<Price> ask(TestWorld world, String user, String article) {
		TestClient client = world.client(user, article);
		world.settle();
		CompletableFuture<Price> answer = client.store().action(OrderActions.ASK_FOR_PRICE, new Ask(article));
		world.waitUntil("the price is known", answer::isDone);
		return answer;
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

	// tag::check[]
	@Test
	void ordersAreSound() {
		MutatorReport report = MutatorCheck.of(OrderMutators.class, PriceMutators.class)
			.otherSpace(OrderMutators.PRICE_LIST, PriceMutators::setPrice, new Price("tea", 250))
			.arguments(OrderMutators::placeOrder,
					(random) -> new PlaceOrder("o" + random.nextInt(5), random.nextInt(4) > 0 ? "tea" : "gold"))
			.run();
		assertThat(report.applied()).containsKeys("placeOrder", "prices.count");
		assertThat(report.rejected()).containsKey("placeOrder");
	}
	// end::check[]

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
