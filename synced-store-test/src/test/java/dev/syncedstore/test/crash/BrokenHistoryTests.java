package dev.syncedstore.test.crash;

import java.nio.file.Path;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database goes back in time under a running server and its running clients. What was
 * confirmed after that time is lost, as it is with any database. But nobody is left with
 * a mixture: all end with what the server has, and what clients had pending is applied.
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
@Tag("one-jdk")
class BrokenHistoryTests {

	private static final int SPACES = 2;

	@TempDir
	private Path folder;

	@Test
	void aSnapshotOfTheFilesIsRestored() throws Exception {
		try (Stand stand = Stand.start(this.folder);
				LedgerLoad load = new LedgerLoad(stand.server().address(), "restored", SPACES,
						new SplittableRandom(1))) {
			Path data = stand.postgres().dataDirectory();
			Path snapshot = this.folder.resolve("snapshot");
			HistoryLoss loss = new HistoryLoss(stand, load);
			loss.settle();
			stand.postgres().stop();
			FolderCopy.copy(data, snapshot);
			stand.postgres().start();
			loss.goOn();
			stand.postgres().stop();
			FolderCopy.copy(snapshot, data);
			stand.postgres().start();
			loss.recover(stand.audit());
		}
	}

	/**
	 * Physical replication, as in production, to a standby that gets nothing any more
	 * some time before the primary dies. The proxy is the address that moves over.
	 */
	@Test
	void aStandbyThatLacksTheLastCommitsIsPromoted() throws Exception {
		try (Stand stand = Stand.start(this.folder);
				LedgerLoad load = new LedgerLoad(stand.server().address(), "promoted", SPACES,
						new SplittableRandom(1))) {
			stand.awaitProgress(load);
			stand.postgres().stop();
			try (CrashablePostgres standby = stand.postgres().standby(this.folder.resolve("standby"))) {
				stand.postgres().start();
				standby.start();
				stand.awaitProgress(load);
				HistoryLoss loss = new HistoryLoss(stand, load);
				loss.settle();
				standby.awaitAllOf(stand.postgres());
				standby.stop();
				loss.goOn();
				stand.postgres().kill(true);
				standby.start();
				stand.proxy().leadTo(standby.port());
				standby.promote();
				loss.recover(new LedgerAudit(standby.sql()));
			}
		}
	}

}
