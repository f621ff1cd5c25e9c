package dev.syncedstore.sample.docs;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestMutation;
import dev.syncedstore.test.world.TestWorld;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.test.assertj.SyncedStoreAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SchemaSamplesTests {

	@Test
	void aFlatIsChristenedOnce() {
		try (TestWorld world = TestWorld.builder().mutators(HouseMutators.class).schema(HouseSchema.class).start()) {
			TestClient alice = world.client("alice");
			TestClient bob = world.client("bob");
			TestMutation first = alice.mutate(HouseMutators::christen, new HouseSchema.Name("Upstairs"));
			world.settle();
			assertThat(first).isConfirmed();
			assertThatExceptionOfType(MutationRejectedException.class)
				.isThrownBy(() -> bob.mutate(HouseMutators::christen, new HouseSchema.Name("Attic")))
				.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo("has_a_name"));
			String name = bob.query((ctx) -> ctx.singleton(HouseSchema.NAME).get().orElseThrow().text());
			assertThat(name).isEqualTo("Upstairs");
		}
	}

}
