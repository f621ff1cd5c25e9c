package dev.syncedstore.codec.mutation;

import java.util.List;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.Limits;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.StoredValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OtherSpacesTests {

	private static final Table<Line> LINES = Table.of("lines", Line.class);

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	private final Overlay overlay = new Overlay(Entries.EMPTY);

	@Test
	void onAClientOtherSpacesAreNotThere() {
		run("{\"text\":\"a\"}");
		assertThat(this.overlay.changes()).isEmpty();
	}

	@Test
	void argumentsThatAreTooLargeAreRefusedOnAClientAlready() {
		assertThatExceptionOfType(MutationRejectedException.class).isThrownBy(() -> run("{\"text\":\"long\"}"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(RejectionCode.ARGS_TOO_LARGE));
	}

	private void run(String args) {
		MutatorCatalog catalog = MutatorCatalog.of(List.of(new Sender()), this.codecs);
		new MutationRunner(this.codecs).run(catalog.find(Sender::send), new StoredValue(args), new Side("alice", false),
				this.overlay);
	}

	public record Line(String text) {
	}

	/** Has to do with another space. */
	@Mutators(type = "sender")
	public static class Sender {

		@Mutator
		public void send(MutationContext ctx, Line args) {
			SpaceId other = new SpaceId("other", "all");
			ctx.mutateOther(other, Sender::send,
					args.text().equals("long") ? new Line("x".repeat(Limits.MAX_ARGS_BYTES)) : args);
			ctx.readOther(other, (read) -> ctx.table(LINES).set("read", args));
			if (ctx.source().isPresent()) {
				ctx.table(LINES).set("sent", args);
			}
		}

	}

}
