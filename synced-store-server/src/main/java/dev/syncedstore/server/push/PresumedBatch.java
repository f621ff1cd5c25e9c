package dev.syncedstore.server.push;

import java.time.Instant;
import java.util.List;

import dev.syncedstore.server.log.PresumedCommit;
import dev.syncedstore.server.log.Presumption;

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
		return this.batch.commit().patches().size() + this.batch.commit().clients().size();
	}

}
