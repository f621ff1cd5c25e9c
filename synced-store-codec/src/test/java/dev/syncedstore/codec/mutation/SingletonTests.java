package dev.syncedstore.codec.mutation;

import java.util.List;
import java.util.function.Consumer;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Singleton;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.ReadTracker;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SingletonTests {

	private static final Singleton<Title> TITLE = Singleton.of("settings", "title", Title.class);

	private static final Side SERVER = new Side("alice", true);

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	private final MutationRunner runner = new MutationRunner(this.codecs);

	private final Overlay overlay = new Overlay(Entries.EMPTY);

	@Test
	void aSingletonIsOneEntryOfItsTableInEachVisibility() {
		run((ctx) -> {
			assertThat(ctx.singleton(TITLE).exists()).isFalse();
			ctx.singleton(TITLE).set(new Title("Shopping"));
			ctx.privateOfUser("alice").singleton(TITLE).set(new Title("mine"));
			ctx.serverOnly().singleton(TITLE).set(new Title("secret"));
			assertThat(ctx.singleton(TITLE).get()).contains(new Title("Shopping"));
			assertThat(ctx.singleton(TITLE).exists()).isTrue();
			assertThat(ctx.table(TITLE.table()).get("title")).contains(new Title("Shopping"));
			ctx.serverOnly().singleton(TITLE).delete();
			assertThat(ctx.serverOnly().singleton(TITLE).get()).isEmpty();
		});
		assertThat(this.overlay.changes()).extracting(Patch::key)
			.containsExactly("$$pu/alice/settings/title", "$$so/settings/title", "settings/title");
		Title read = this.runner.query((ctx) -> ctx.singleton(TITLE).get().orElseThrow(), SERVER, this.overlay,
				ReadTracker.NONE);
		assertThat(read).isEqualTo(new Title("Shopping"));
	}

	@Test
	void aValueThatBreaksItsConstraintsIsRefusedByItsPath() {
		assertThatExceptionOfType(MutationRejectedException.class)
			.isThrownBy(() -> run((ctx) -> ctx.singleton(TITLE).set(new Title(" "))))
			.withMessage("The value of settings/title can't be written: text: must not be blank")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("invalid_value"));
	}

	@Test
	void whatCantNameAnEntryCantNameASingleton() {
		assertThatIllegalArgumentException().isThrownBy(() -> Singleton.of("settings", "", Title.class));
		assertThatIllegalArgumentException().isThrownBy(() -> Singleton.of("9", "title", Title.class));
		assertThat(TITLE.table()).isEqualTo(Table.of("settings", Title.class));
	}

	private void run(Consumer<MutationContext> mutator) {
		MutatorCatalog catalog = MutatorCatalog.of(List.of(new Scripted(mutator)), this.codecs);
		this.runner.run(catalog.find(Scripted::run), new StoredValue("{\"text\":\"a\"}"), SERVER, this.overlay);
	}

	record Title(@NotBlank String text) {
	}

	/** Does what it is told. */
	@Mutators(type = "test", serverOnly = true)
	static final class Scripted {

		private final Consumer<MutationContext> script;

		Scripted(Consumer<MutationContext> script) {
			this.script = script;
		}

		@Mutator(transactional = true)
		public void run(MutationContext ctx, Title args) {
			this.script.accept(ctx);
		}

	}

}
