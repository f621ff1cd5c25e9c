package dev.syncedstore.test.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients write to an application and its PostgreSQL, each in processes of their own,
 * which are killed again and again: at any time, or exactly where a transaction is about
 * to write, about to commit, or has committed without the application knowing. Whatever
 * is killed, it is started again, and that is all. A seed decides what is killed and
 * when, but not how fast the processes are. <pre class="code">
 * ./mvnw -pl synced-store-test -am test -Dtest=CrashTests -Dsurefire.failIfNoSpecifiedTests=false \\
 *     -Dcrash.kills=500 -Dcrash.servers=50 -Dcrash.seed=7
 * </pre>
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class CrashTests {

	private static final long SEED = Long.getLong("crash.seed", 1);

	/** How many processes, servers and databases, are killed at least. */
	private static final int KILLS = Integer.getInteger("crash.kills", 36);

	/** How many percent of them, beyond the first, are servers. */
	private static final int SERVERS = Integer.getInteger("crash.servers", 0);

	private static final int SPACES = 3;

	private static final int BETWEEN_AUDITS = 15;

	private final Map<Kill.Victim, Integer> killed = new EnumMap<>(Kill.Victim.class);

	@TempDir
	private Path folder;

	@Test
	@Timeout(value = 1, unit = TimeUnit.DAYS)
	void everyConfirmedMutationIsThereOnceWhateverIsKilled() throws Exception {
		SplittableRandom random = new SplittableRandom(SEED);
		long start = System.nanoTime();
		try (Stand stand = Stand.start(this.folder);
				LedgerLoad load = new LedgerLoad(stand.server().address(), "crash", SPACES, random.split())) {
			LedgerAudit audit = stand.audit();
			int done = 0;
			for (Kill kill : Kill.plan(random, KILLS, SERVERS)) {
				try {
					perform(kill, stand);
					stand.awaitProgress(load);
					if (++done % BETWEEN_AUDITS == 0) {
						audit.awaitSettled(load);
						audit.checkUnbroken(load);
						load.resume();
					}
				}
				catch (Exception | AssertionError ex) {
					throw new AssertionError("-Dcrash.seed=" + SEED + " -Dcrash.kills=" + KILLS + " -Dcrash.servers="
							+ SERVERS + ", after " + done + " kills, with " + kill + ": " + ex.getMessage() + "\n"
							+ stand.describe(), ex);
				}
				this.killed.merge(kill.victim(), 1, Integer::sum);
			}
			audit.awaitSettled(load);
			audit.checkUnbroken(load);
			int again = audit.checkPosts(load);
			System.out.println("Crashes, seed " + SEED + ": killed " + this.killed + " in "
					+ Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s, with " + load.made()
					+ " mutations in " + stand.proxy().commits() + " commits; " + again
					+ " enqueued actions ran once more than necessary");
		}
	}

	private static void perform(Kill kill, Stand stand) throws Exception {
		LockSupport.parkNanos(Duration.ofMillis(kill.delay()).toNanos());
		if (kill.moment() == null) {
			strike(kill, stand);
		}
		else {
			Ambush ambush = new Ambush(kill.moment());
			stand.proxy().watch(ambush);
			ambush.await();
			strike(kill, stand);
			ambush.release();
		}
		if (kill.victim().hasPostgres()) {
			stand.postgres().start();
		}
		if (kill.victim().hasServer()) {
			stand.server().start();
			stand.server().awaitReady();
		}
	}

	private static void strike(Kill kill, Stand stand) throws InterruptedException {
		if (kill.victim() == Kill.Victim.BACKEND) {
			stand.postgres().killBackend();
		}
		if (kill.victim().hasPostgres()) {
			stand.postgres().kill(kill.children());
		}
		if (kill.victim().hasServer()) {
			stand.server().kill();
		}
	}

}
