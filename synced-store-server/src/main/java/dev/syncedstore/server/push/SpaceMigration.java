package dev.syncedstore.server.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MigrationRunContext;
import dev.syncedstore.core.schema.DeclaredSchema;
import dev.syncedstore.core.schema.SchemaStep;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.MigrationLimits;
import dev.syncedstore.server.log.EntryPage;
import dev.syncedstore.server.log.EntryQuery;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.ProcessedMutation;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSchema;
import dev.syncedstore.server.log.VersionedPatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the data of a space closer to this node's version of the schema, inside of the
 * transaction that has locked it: to the next version, or, if it is large, a part of the
 * way. That is a commit with a version of its own; what was called waits for it. Used
 * once.
 */
final class SpaceMigration {

	/** Stands in the place of a mutator's name, and can't be one. */
	static final String NAME = "$migration";

	private static final Logger logger = LoggerFactory.getLogger(SpaceMigration.class);

	private final EngineParts parts;

	private final SpaceId space;

	private final LockedSpace locked;

	private final CachedSpace base;

	private final DeclaredSchema schema;

	SpaceMigration(BatchContext context, LockedSpace locked, CachedSpace base) {
		this.parts = context.parts();
		this.space = context.space();
		this.locked = locked;
		this.base = base;
		this.schema = this.parts.schemas().schema(this.space.storeType());
	}

	/**
	 * Whether the data of a space is what this node takes it for. There is none before
	 * the first version.
	 */
	static boolean isNeeded(SpaceHead head, int version) {
		return !head.schema().isAt(version) && head.isAlive() && head.version() > 0;
	}

	Batch run(List<SpaceCall> calls) {
		SpaceSchema now = this.locked.head().schema();
		if (now.isBeyond(this.schema.version())) {
			logger.debug("Space {} is under schema version {} already", this.space, now.version());
			return refuse(calls, "This server is about to be replaced by one that knows what is in the space");
		}
		SchemaStep step = this.schema.migrations().step(now.version() + 1);
		if (step == null || !this.schema.migrations().leadFrom(now.version())) {
			logger.error("Space {} is under schema version {}, from where no @Migration leads to {}. Whatever asks for "
					+ "it is answered 503 until one does", this.space, now.version(), this.schema.version());
			return refuse(calls, "The space can't be brought to the newest version of its schema");
		}
		try {
			return migrate(step, now, calls);
		}
		catch (FailedStepException ex) {
			logger.error(
					"The migration of space {} to schema version {} has failed. Nothing of this step was stored, "
							+ "and whatever asks for the space is answered 503 until it succeeds",
					this.space, step.to(), ex.getCause());
			return refuse(calls, "The space can't be brought to the newest version of its schema");
		}
	}

	private Batch migrate(SchemaStep step, SpaceSchema now, List<SpaceCall> calls) {
		SpaceHead head = this.locked.head();
		EntryPage page = page(step, now);
		Overlay overlay = migrated(step, page);
		SpaceSchema reached = SpaceSchema.of(step.to());
		if (!page.complete()) {
			SpaceSchema.Migration begun = now.migration();
			reached = new SpaceSchema(now.version(),
					new SpaceSchema.Migration((begun != null) ? begun.since() : head.version(), last(page)));
		}
		SpaceCommit commit = commit(overlay).with(reached);
		this.locked.append(commit);
		log(page, reached, commit);
		return batch(head.after(commit), commit, page.complete() ? List.of() : refusals(calls),
				page.complete() ? calls : List.of());
	}

	/**
	 * What is left to be read: all of it, unless that is much.
	 */
	private EntryPage page(SchemaStep step, SpaceSchema now) {
		if (!step.changesEntries()) {
			return new EntryPage(List.of(), true);
		}
		MigrationLimits limits = this.parts.migrationLimits();
		SpaceSchema.Migration begun = now.migration();
		if (begun != null) {
			return this.locked
				.entries(new EntryQuery(begun.lastKey(), begun.since(), limits.stepEntries(), limits.stepBytes()));
		}
		EntryPage all = this.locked
			.entries(new EntryQuery("", Long.MAX_VALUE, limits.inlineEntries(), limits.inlineBytes()));
		return all.complete() ? all
				: this.locked.entries(new EntryQuery("", Long.MAX_VALUE, limits.stepEntries(), limits.stepBytes()));
	}

	private Overlay migrated(SchemaStep step, EntryPage page) {
		GuardedView stored = new GuardedView(this.locked.entries());
		Overlay overlay = new Overlay(this.base.entries().over(stored));
		MigrationRunContext context = new MigrationRunContext(this.parts.codecs(), overlay);
		try {
			for (Patch entry : page.entries()) {
				StoredValue value = entry.value();
				if (value != null) {
					step.migrate(this.parts.codecs(), context, entry.key(), value);
				}
			}
			if (page.complete()) {
				step.finish(context);
			}
		}
		catch (RuntimeException | StackOverflowError ex) {
			stored.check();
			throw new FailedStepException(ex);
		}
		stored.check();
		return overlay;
	}

	private SpaceCommit commit(Overlay overlay) {
		long version = this.locked.head().version() + 1;
		List<VersionedPatch> patches = overlay.changes()
			.stream()
			.map((patch) -> new VersionedPatch(version, patch))
			.toList();
		return new SpaceCommit(version, this.parts.tokens().get(), this.parts.clock().instant(), patches, List.of(),
				Map.of(), List.of(new ProcessedMutation(version, null, Actor.SYSTEM_USER_ID, 0, NAME, null, "")));
	}

	private Batch batch(SpaceHead after, @Nullable SpaceCommit commit, List<Runnable> completions,
			List<SpaceCall> leftOver) {
		SpaceCommit nothing = new SpaceCommit(after.version(), "", this.parts.clock().instant(), List.of(), List.of(),
				Map.of(), List.of());
		return new Batch(this.space, this.locked.head(), after, this.base, (commit != null) ? commit : nothing,
				List.of(), completions, leftOver);
	}

	/** What is on its way is not to be waited for. */
	private static List<Runnable> refusals(List<SpaceCall> calls) {
		List<Runnable> completions = new ArrayList<>();
		for (SpaceCall call : calls) {
			completions.add((call instanceof MigrationCall migration) ? () -> migration.result().complete(false)
					: () -> call.refuse("The space is being brought to the newest version of its schema", null));
		}
		return completions;
	}

	private Batch refuse(List<SpaceCall> calls, String why) {
		return batch(this.locked.head(), null,
				calls.stream().<Runnable>map((call) -> () -> call.refuse(why, null)).toList(), List.of());
	}

	private void log(EntryPage page, SpaceSchema reached, SpaceCommit commit) {
		if (reached.migration() == null) {
			logger.info("Space {} is under schema version {} now; {} entries have changed in this step", this.space,
					reached.version(), commit.patches().size());
		}
		else {
			logger.debug("Space {} is on its way from schema version {}: {} more entries", this.space,
					reached.version(), page.entries().size());
		}
	}

	private static String last(EntryPage page) {
		return page.entries().get(page.entries().size() - 1).key();
	}

	/**
	 * The application's code has failed.
	 */
	private static final class FailedStepException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		FailedStepException(Throwable cause) {
			super(cause);
		}

	}

}
