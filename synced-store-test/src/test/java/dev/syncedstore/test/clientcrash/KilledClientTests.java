package dev.syncedstore.test.clientcrash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeObserver;
import dev.syncedstore.server.poke.PokeParts;
import dev.syncedstore.test.log.InMemoryVersionLog;
import dev.syncedstore.test.transport.InProcessServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real process with real files is killed again and again while it writes and syncs.
 */
@Tag("one-jdk")
class KilledClientTests {

	private static final int KILLS = Integer.getInteger("client.kills", 8);

	private static final int MOST_LINES = 3_000;

	@TempDir
	private Path folder;

	private final Random random = new Random(11);

	private final InProcessServer server;

	private final SyncEngine engine;

	private final Set<String> made = new HashSet<>();

	private int pushes;

	KilledClientTests() {
		JacksonValueCodecs codecs = JacksonValueCodecs.create();
		WireCodec codec = new WireCodec();
		InMemoryVersionLog log = new InMemoryVersionLog("epoch", Clock.systemUTC());
		PokeHub hub = new PokeHub(
				new PokeParts(log, Set.of("diary"), AccessDecisions.immediate(SpaceAccessPolicy.ANY_AUTHENTICATED),
						codec::writeDelta, Runnable::run, Runnable::run, Clock.systemUTC(), PokeObserver.NONE));
		this.engine = SyncEngine.builder(log, MutatorCatalog.of(List.of(new Diary()), codecs), codecs)
			.clock(Clock.systemUTC())
			.tokens(() -> UUID.randomUUID().toString())
			.build();
		this.server = new InProcessServer(this.engine, hub, codec);
	}

	@Test
	void whatMutateReturnedTakesEffectExactlyOnce() throws Exception {
		for (int kill = 0; kill < KILLS; kill++) {
			runAndKill("run-" + kill, 1 + this.random.nextInt(MOST_LINES));
		}
		assertThat(this.pushes).isGreaterThan(KILLS);
		try (SyncedStore last = DiaryClient.store(this.folder, new DirectTransport()).build()) {
			last.waitForSync().get(60, TimeUnit.SECONDS);
			assertThat(last.pendingCount()).isZero();
		}
		Map<String, Integer> lines = new HashMap<>();
		this.engine.syncedStores()
			.read(new SpaceId("diary", "main"), (ctx) -> ctx.table(Diary.LINES).scan())
			.forEach((entry) -> lines.put(entry.key(), entry.value().times()));
		assertThat(lines.keySet()).containsAll(this.made);
		assertThat(lines.values()).allMatch((times) -> times == 1);
	}

	private void runAndKill(String run, int killAfter) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), DiaryClient.class.getName(),
				this.folder.toString(), run, Integer.toString(MOST_LINES))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (BufferedReader out = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
				PrintStream in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8)) {
			int lines = 0;
			for (String line = out.readLine(); line != null; line = out.readLine()) {
				if (line.startsWith(DiaryClient.MADE)) {
					this.made.add(line.substring(DiaryClient.MADE.length()));
					if (++lines == killAfter) {
						// Not by the process itself, which would close its output with
						// it.
						process.toHandle().destroyForcibly();
					}
				}
				else if (line.startsWith(DiaryClient.POST)) {
					serve(line, in);
				}
			}
			assertThat(lines).as("Lines of %s", run).isGreaterThanOrEqualTo(killAfter);
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

	private void serve(String line, PrintStream in) {
		String[] parts = line.split(" ", 4);
		this.pushes += parts[2].endsWith("/push") ? 1 : 0;
		this.server.post("alice", new TransportRequest(parts[2], Map.of(), parts[3]))
			.thenAccept((answer) -> in.println(parts[1] + " " + answer.status() + " " + answer.body()));
	}

	/**
	 * The server in this process.
	 */
	private final class DirectTransport implements SyncTransport {

		@Override
		public CompletionStage<TransportResponse> post(TransportRequest request) {
			return KilledClientTests.this.server.post("alice", request);
		}

		@Override
		public PokeConnection connect(Map<String, String> headers, PokeConnectionListener listener) {
			throw new IllegalStateException("There are no pokes here");
		}

	}

}
