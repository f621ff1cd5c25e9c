package dev.syncedstore.codec.mutation;

import java.util.List;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.mutation.InvalidMutatorsClassException;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.MutatorDefinition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which classes clients can have, and which only the server.
 */
class MutatorsClassTests {

	@Test
	void aClassThatClientsHaveCanBeMadeAnywhere() {
		for (Object unmakeable : List.of(new PrivatelyMade(), new MadeOf("a bean"), new HalfPublic())) {
			assertThatExceptionOfType(InvalidMutatorsClassException.class).isThrownBy(() -> catalog(unmakeable))
				.withMessageContaining(unmakeable.getClass().getName() + " has no public constructor")
				.satisfies((ex) -> assertThat(ex.remedy()).contains("serverOnly = true"));
		}
		MutatorDefinition shared = catalog(new Shared()).find("shared", "run");
		assertThat(shared.isServerOnly()).isFalse();
		assertThat(shared.isTransactional()).isFalse();
	}

	@Test
	void aClassOfTheServersMayBeMadeOfBeans() {
		MutatorDefinition known = catalog(new OnServer("a bean")).find("of-server", "run");
		assertThat(known.isServerOnly()).isTrue();
		assertThat(known.isTransactional()).isTrue();
	}

	@Test
	void whereBeansAreHeldEveryMutatorIsTransactional() {
		assertThatExceptionOfType(InvalidMutatorsClassException.class)
			.isThrownBy(() -> catalog(new PlainOnServer("a bean")))
			.withMessageContaining("StatelessOnServer.run is not transactional")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("transactional = true"));
		assertThat(catalog(new StatelessOnServer()).mutators("of-server")).containsOnlyKeys("run");
	}

	private static MutatorCatalog catalog(Object mutators) {
		return MutatorCatalog.of(List.of(mutators), JacksonValueCodecs.create());
	}

	record Line(String text) {
	}

	@Mutators(type = "shared")
	static class Shared {

		@Mutator
		public void run(MutationContext ctx, Line args) {
		}

	}

	@Mutators(type = "unmakeable")
	static final class PrivatelyMade {

		private PrivatelyMade() {
		}

	}

	@Mutators(type = "unmakeable")
	static class MadeOf {

		MadeOf(String bean) {
		}

	}

	@Mutators(type = "unmakeable")
	public static class HalfPublic {

		HalfPublic() {
		}

	}

	@Mutators(type = "of-server", serverOnly = true)
	static class OnServer {

		private final String bean;

		OnServer(String bean) {
			this.bean = bean;
		}

		@Mutator(transactional = true)
		public void run(MutationContext ctx, Line args) {
			throw ctx.reject("no", this.bean);
		}

	}

	@Mutators(type = "of-server", serverOnly = true)
	static class PlainOnServer extends StatelessOnServer {

		private final String bean;

		PlainOnServer(String bean) {
			this.bean = bean;
		}

		@Override
		public String toString() {
			return this.bean;
		}

	}

	@Mutators(type = "of-server", serverOnly = true)
	static class StatelessOnServer {

		@Mutator
		public void run(MutationContext ctx, Line args) {
		}

	}

}
