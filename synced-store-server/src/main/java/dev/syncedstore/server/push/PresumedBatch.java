package dev.syncedstore.server.push;

import java.time.Instant;
import java.util.List;

import dev.syncedstore.server.log.PresumedCommit;
import dev.syncedstore.server.log.Presumption;
import dev.syncedstore.server.log.SpaceCommit;

/**
 * A batch that has run on what the node holds of its space, and is not written yet.
 *
 * @param calls what it has processed
 * @param start when it began
 * @param presumption what it has taken for granted
 * @param batch what it has done
 */
record PresumedBatch(List<SpaceCall> calls, Instant start, Presumption presumption, Batch batch) {

	PresumedCommit toCommit() {
		return new PresumedCommit(this.batch.space(), this.presumption, this.batch.commit());
	}

	/** How many rows it writes, about. */
	int rows() {
		SpaceCommit commit = this.batch.commit();
		return commit.patches().size() + commit.clients().size() + commit.enqueued().size() + commit.sent().size();
	}

}
