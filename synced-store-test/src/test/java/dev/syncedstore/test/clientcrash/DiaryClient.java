package dev.syncedstore.test.clientcrash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.SyncedStoreBuilder;
import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.test.transport.SilentConnection;

/**
 * A process that writes lines as fast as it can and says of each that it has, until it is
 * killed. Its network is its standard input and output.
 */
final class DiaryClient {

	static final String MADE = "made ";

	static final String POST = "post ";

	private DiaryClient() {
	}

	public static void main(String[] args) throws IOException {
		PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		PipeTransport transport = new PipeTransport(out);
		SyncedStore store = store(Path.of(args[0]), transport).build();
		Thread writer = new Thread(() -> write(store, args[1], Integer.parseInt(args[2]), out), "writer");
		writer.setDaemon(true);
		writer.start();
		transport.answerUntilEnd();
	}

	static SyncedStoreBuilder store(Path folder, SyncTransport transport) {
		return SyncedStore.builder()
			.space("diary", "main")
			.mutators(new Diary())
			.credentials(Credentials.basic("alice", "secret"))
			.transport(transport)
			.storage(ClientStorage.inFolder(folder));
	}

	private static void write(SyncedStore store, String run, int most, PrintStream out) {
		for (int line = 0; line < most; line++) {
			String id = run + "-" + line;
			store.mutate(Diary::write, new Diary.Write(id));
			out.println(MADE + id);
		}
	}

	/**
	 * Requests go out as lines, answers come in as lines.
	 */
	private static final class PipeTransport implements SyncTransport {

		private final PrintStream out;

		private final AtomicLong numbers = new AtomicLong();

		private final Map<Long, CompletableFuture<TransportResponse>> open = new ConcurrentHashMap<>();

		PipeTransport(PrintStream out) {
			this.out = out;
		}

		@Override
		public CompletionStage<TransportResponse> post(TransportRequest request) {
			CompletableFuture<TransportResponse> answer = new CompletableFuture<>();
			long number = this.numbers.incrementAndGet();
			this.open.put(number, answer);
			this.out.println(POST + number + " " + request.path() + " " + request.body());
			return answer;
		}

		void answerUntilEnd() throws IOException {
			BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				String[] parts = line.split(" ", 3);
				CompletableFuture<TransportResponse> answer = this.open.remove(Long.valueOf(parts[0]));
				if (answer != null) {
					answer.complete(new TransportResponse(Integer.parseInt(parts[1]), null, parts[2]));
				}
			}
		}

		@Override
		public PokeConnection connect(Map<String, String> headers, PokeConnectionListener listener) {
			listener.closed("There are no pokes through a pipe");
			return SilentConnection.INSTANCE;
		}

	}

}
