package dev.syncedstore.server.action.run;

import java.util.List;

import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.schema.DeclaredSchema;
import dev.syncedstore.core.schema.MigratedAction;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.log.ActionOutbox.TakenAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what becomes of actions that were enqueued under another version of the schema
 * than this node has. Thread-safe.
 */
final class EnqueuedMigration {

	private static final Logger logger = LoggerFactory.getLogger(EnqueuedMigration.class);

	private final EngineParts engine;

	EnqueuedMigration(EngineParts engine) {
		this.engine = engine;
	}

	/** Whether only a newer node knows what is meant, or what is in the space. */
	boolean isForNewerNode(TakenAction action) {
		int version = schema(action).version();
		return action.entry().schemaVersion() > version || action.schema().isBeyond(version);
	}

	/** Whether the space has to be brought to this node's version before. */
	boolean needsMigration(TakenAction action) {
		return !action.schema().isAt(schema(action).version());
	}

	/**
	 * What is to run.
	 * @return the action as it is now; none if it is not to run
	 * @throws UnreadableException if that can't be said
	 */
	List<MigratedAction> now(TakenAction action) throws UnreadableException {
		MigratedAction enqueued = new MigratedAction(action.entry().action().name(),
				new StoredValue(action.entry().action().args()));
		int madeUnder = action.entry().schemaVersion();
		DeclaredSchema schema = schema(action);
		if (madeUnder == 0 || madeUnder == schema.version()) {
			return List.of(enqueued);
		}
		if (!schema.migrations().leadFrom(madeUnder)) {
			throw new UnreadableException(ProblemCode.SCHEMA_VERSION_NOT_SUPPORTED.code(),
					"it was enqueued under schema version " + madeUnder + ", from where no @Migration leads to "
							+ schema.version());
		}
		try {
			return schema.migrations().migrate(madeUnder, enqueued, this.engine.codecs());
		}
		catch (InvalidValueException ex) {
			throw new UnreadableException(ProblemCode.INVALID_REQUEST.code(),
					"args of schema version " + madeUnder + " " + ex.getMessage());
		}
		catch (RuntimeException | StackOverflowError ex) {
			logger.warn("Enqueued action {} of space {} can't be migrated from schema version {}", action.id(),
					action.space(), madeUnder, ex);
			throw new UnreadableException(RejectionCode.INTERNAL_ERROR,
					"its migration from schema version " + madeUnder + " has failed");
		}
	}

	private DeclaredSchema schema(TakenAction action) {
		return this.engine.schemas().schema(action.space().storeType());
	}

	/**
	 * Nobody can say what an action is under this node's version.
	 */
	static final class UnreadableException extends Exception {

		private static final long serialVersionUID = 1L;

		private final String code;

		UnreadableException(String code, String why) {
			super(why);
			this.code = code;
		}

		ActionOutcome outcome() {
			return ActionOutcome.failed(this.code, String.valueOf(getMessage()));
		}

	}

}
