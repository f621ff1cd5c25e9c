package dev.syncedstore.test.planted;

import java.util.List;
import java.util.Objects;

import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.rebase.Base;
import dev.syncedstore.core.rebase.DeltaFit;
import dev.syncedstore.core.rebase.HistoryPoint;
import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.core.rebase.Refusal;
import dev.syncedstore.server.log.EntryPage;
import dev.syncedstore.server.log.SpaceSchema;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.poke.PokeSubscription;
import net.bytebuddy.asm.Advice;

/**
 * Bugs, to be planted. Their code becomes part of the methods that they are planted in.
 */
final class Bugs {

	private Bugs() {
	}

	/**
	 * In {@code LocalState.pendingAfter}: the last mutation that the base has runs again.
	 */
	static final class ReplaysWhatIsProcessed {

		@Advice.OnMethodEnter
		static void enter(@Advice.Argument(value = 0, readOnly = false) long processedId) {
			processedId = Math.max(0, processedId - 1);
		}

	}

	/**
	 * In {@code MutationRun.isRepeatedWith}: nothing runs again, whatever has changed.
	 */
	static final class NeverRunsAgain {

		@Advice.OnMethodExit
		static void exit(@Advice.Return(readOnly = false) boolean returned) {
			returned = true;
		}

	}

	/** In {@code PendingMutation.with}: what the first run did is kept. */
	static final class KeepsTheFirstEffect {

		@Advice.OnMethodExit
		static void exit(@Advice.This PendingMutation mutation,
				@Advice.Return(readOnly = false) PendingMutation returned) {
			returned = mutation;
		}

	}

	/** In {@code PendingMutation.with}: what does not run any more is shown on. */
	static final class ShowsWhatFails {

		@Advice.OnMethodExit
		static void exit(@Advice.This PendingMutation mutation,
				@Advice.Return(readOnly = false) PendingMutation returned) {
			if (returned.problem() != null) {
				returned = mutation;
			}
		}

	}

	/** In {@code Base.fit}: what has a gap before it is applied, too. */
	static final class AppliesOverGaps {

		@Advice.OnMethodExit
		static void exit(@Advice.This Base base, @Advice.Argument(0) Delta delta,
				@Advice.Return(readOnly = false) DeltaFit returned) {
			if (returned == DeltaFit.PULL && !delta.isEmptyRange() && base.point() != null
					&& base.point().epoch().equals(delta.epoch())) {
				returned = DeltaFit.APPLY;
			}
		}

	}

	/** In {@code DeltaInbox.refusalOf}: nothing was ever refused. */
	static final class ForgetsRefusals {

		@Advice.OnMethodExit
		static void exit(@Advice.Return(readOnly = false) Refusal returned) {
			returned = null;
		}

	}

	/** In {@code LocalStore.acknowledge}: one more than the application was told of. */
	static final class AcknowledgesTooMuch {

		@Advice.OnMethodEnter
		static void enter(@Advice.Argument(value = 1, readOnly = false) long id) {
			id = id + 1;
		}

	}

	/** In {@code Batch.isCommittedIn}: whoever is in doubt does it again. */
	static final class RunsAgainWhenInDoubt {

		@Advice.OnMethodExit
		static void exit(@Advice.Return(readOnly = false) boolean returned) {
			returned = false;
		}

	}

	/** In {@code ClientState.acknowledge}: a rejection is forgotten before it is told. */
	static final class ForgetsRejectionsEarly {

		@Advice.OnMethodEnter
		static void enter(@Advice.Argument(value = 0, readOnly = false) long id) {
			id = Long.MAX_VALUE;
		}

	}

	/** In {@code PageReader.rejections}: a pull doesn't tell of rejections. */
	static final class PullsWithoutRejections {

		@Advice.OnMethodExit
		static void exit(@Advice.Return(readOnly = false) List<?> returned) {
			returned = List.of();
		}

	}

	/** In {@code DeltaAudiences.pokeFor}: everybody gets what is alice's. */
	static final class PokesWhatIsAlices {

		@Advice.OnMethodEnter
		static void enter(@Advice.Argument(value = 0, readOnly = false) PokeSubscription receiver) {
			receiver = new PokeSubscription(receiver.space(), "alice", receiver.clientId(), receiver.schemaVersion());
		}

	}

	/** In {@code InMemorySnapshot.isVisible}: a pull brings everything. */
	static final class PullsEverything {

		@Advice.OnMethodExit
		static void exit(@Advice.Return(readOnly = false) boolean returned) {
			returned = true;
		}

	}

	/**
	 * In {@code PageReader.isInHistory}: traces of deletions are thought to be there for
	 * ever.
	 */
	static final class ForgetsTheHorizon {

		@Advice.OnMethodExit
		static void exit(@Advice.Argument(0) SpaceSnapshot snapshot, @Advice.Argument(1) PullRequest request,
				@Advice.Argument(2) long base, @Advice.Return(readOnly = false) boolean returned) {
			returned = returned
					|| (snapshot.head().epoch().equals(request.epoch()) && base < snapshot.head().horizon());
		}

	}

	/** In {@code PageReader.isInHistory}: versions are compared, checkpoints are not. */
	static final class IgnoresCheckpoints {

		@Advice.OnMethodExit
		static void exit(@Advice.Argument(0) SpaceSnapshot snapshot, @Advice.Argument(1) PullRequest request,
				@Advice.Argument(2) long base, @Advice.Return(readOnly = false) boolean returned) {
			returned = returned || (Objects.equals(snapshot.head().epoch(), request.epoch())
					&& base >= snapshot.head().horizon() && base <= snapshot.head().version());
		}

	}

	/** In {@code Frame.isIntact}: whatever can be read is taken for what was written. */
	static final class AcceptsDamagedRecords {

		@Advice.OnMethodExit
		static void exit(@Advice.Return(readOnly = false) boolean returned) {
			returned = true;
		}

	}

	/**
	 * In {@code Keeper.keepMutation} and {@code FileJournal.copyAppended}: nothing is
	 * written, though the caller believes it.
	 */
	static final class WritesNothing {

		@Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
		static boolean enter() {
			return true;
		}

	}

	/** In {@code StateRecords.putPoint}: a base is written without its checkpoint. */
	static final class WritesNoCheckpoint {

		@Advice.OnMethodEnter
		static void enter(@Advice.Argument(value = 1, readOnly = false) HistoryPoint point) {
			point = (point != null) ? new HistoryPoint(point.epoch(), point.version(), null) : null;
		}

	}

	/**
	 * In {@code StateRecords.putSettled}: a base is written without the ids of the
	 * mutations that it has.
	 */
	static final class WritesNoProcessedId {

		@Advice.OnMethodEnter
		static void enter(@Advice.Argument(value = 1, readOnly = false) long processedId) {
			processedId = 0;
		}

	}

	/**
	 * In {@code Provenance.believableId}: whatever was processed under the client's id
	 * was this copy's.
	 */
	static final class BelievesEveryCopy {

		@Advice.OnMethodExit
		static void exit(@Advice.Return(readOnly = false) long returned) {
			returned = Long.MAX_VALUE;
		}

	}

	/** In {@code HistoryGuard.isLost}: a database never loses commits. */
	static final class TrustsTheDatabase {

		@Advice.OnMethodExit
		static void exit(@Advice.Return(readOnly = false) boolean returned) {
			returned = false;
		}

	}

	/** In {@code SchemaMigrations.migrate}: what was made before stays as it was. */
	static final class MigratesNoCalls {

		@Advice.OnMethodExit
		static void exit(@Advice.Argument(1) Object made, @Advice.Return(readOnly = false) List<?> returned) {
			returned = List.of(made);
		}

	}

	/**
	 * In {@code SpaceMigration.page}: whoever goes on with a migration does one step
	 * more, and takes the rest for done.
	 */
	static final class SkipsTheRestOfAMigration {

		@Advice.OnMethodExit
		static void exit(@Advice.Argument(1) SpaceSchema now, @Advice.Return(readOnly = false) EntryPage returned) {
			if (now.migration() != null) {
				returned = new EntryPage(returned.entries(), true);
			}
		}

	}

}
