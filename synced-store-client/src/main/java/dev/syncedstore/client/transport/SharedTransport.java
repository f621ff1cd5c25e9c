package dev.syncedstore.client.transport;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.client.scheduling.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Lets many stores of one user use one connection for pokes: it is opened with the first
 * of them, and closed after the last. Everything happens on the scheduler. Thread-safe.
 */
public final class SharedTransport implements SyncTransport {

	private final SyncTransport transport;

	private final Scheduler scheduler;

	private final Runnable onConnected;

	private @Nullable Line line;

	private long subscriptions;

	/**
	 * Share a transport.
	 * @param transport carries everything; not closed with this one
	 * @param scheduler where everything happens
	 * @param onConnected is told on the scheduler when there is a connection, so that
	 * stores that wait before they try again may do so at once
	 */
	public SharedTransport(SyncTransport transport, Scheduler scheduler, Runnable onConnected) {
		this.transport = transport;
		this.scheduler = scheduler;
		this.onConnected = onConnected;
	}

	@Override
	public CompletionStage<TransportResponse> post(TransportRequest request) {
		return this.transport.post(request);
	}

	@Override
	public PokeConnection connect(Map<String, String> headers, PokeConnectionListener listener) {
		Member member = new Member(listener);
		this.scheduler.execute(() -> member.join(headers));
		return member;
	}

	private void connect(Line opening, Map<String, String> headers) {
		try {
			PokeConnection opened = this.transport.connect(headers, opening);
			if (this.line == opening) {
				opening.connection = opened;
			}
			else {
				opened.close();
			}
		}
		catch (RuntimeException ex) {
			opening.closed(ex.toString());
		}
	}

	private void drop(Line dropped, String reason) {
		if (this.line == dropped) {
			this.line = null;
			List.copyOf(dropped.members).forEach((member) -> member.lost(reason));
		}
	}

	/**
	 * The connection that all share.
	 */
	private final class Line implements PokeConnectionListener {

		private final Set<Member> members = new LinkedHashSet<>();

		private final Map<String, Member> bySubscription = new HashMap<>();

		private @Nullable PokeConnection connection;

		private boolean connected;

		@Override
		public void connected() {
			SharedTransport.this.scheduler.execute(() -> {
				if (SharedTransport.this.line == this) {
					this.connected = true;
					List.copyOf(this.members).forEach((member) -> member.listener.connected());
					SharedTransport.this.onConnected.run();
				}
			});
		}

		@Override
		public void message(String subscriptionId, Map<String, String> headers, String body) {
			SharedTransport.this.scheduler.execute(() -> {
				Member member = this.bySubscription.get(subscriptionId);
				if (member != null) {
					member.message(subscriptionId, headers, body);
				}
			});
		}

		@Override
		public void closed(String reason) {
			SharedTransport.this.scheduler.execute(() -> drop(this, reason));
		}

		void close() {
			if (this.connection != null) {
				this.connection.close();
			}
		}

	}

	/**
	 * One store's part of it.
	 */
	private final class Member implements PokeConnection {

		private final PokeConnectionListener listener;

		/** The names of subscriptions on the shared connection, by those of the store. */
		private final Map<String, String> names = new HashMap<>();

		private @Nullable Line joined;

		private boolean over;

		Member(PokeConnectionListener listener) {
			this.listener = listener;
		}

		void join(Map<String, String> headers) {
			if (this.over) {
				return;
			}
			Line open = SharedTransport.this.line;
			boolean first = open == null;
			Line line = (open != null) ? open : new Line();
			SharedTransport.this.line = line;
			this.joined = line;
			line.members.add(this);
			if (first) {
				SharedTransport.this.connect(line, headers);
			}
			else if (line.connected) {
				this.listener.connected();
			}
		}

		@Override
		public void subscribe(String id, String destination, Map<String, String> headers) {
			SharedTransport.this.scheduler.execute(() -> {
				if (this.joined != null && this.joined.connection != null) {
					String name = "s" + SharedTransport.this.subscriptions++;
					this.names.put(id, name);
					this.joined.bySubscription.put(name, this);
					this.joined.connection.subscribe(name, destination, headers);
				}
			});
		}

		@Override
		public void unsubscribe(String id) {
			SharedTransport.this.scheduler.execute(() -> unsubscribeNow(id));
		}

		private void unsubscribeNow(String id) {
			String name = this.names.remove(id);
			if (name != null && this.joined != null) {
				this.joined.bySubscription.remove(name);
				if (this.joined.connection != null) {
					this.joined.connection.unsubscribe(name);
				}
			}
		}

		@Override
		public void close() {
			SharedTransport.this.scheduler.execute(() -> {
				this.over = true;
				Line left = this.joined;
				if (left != null && left.members.remove(this)) {
					List.copyOf(this.names.keySet()).forEach(this::unsubscribeNow);
					if (left.members.isEmpty()) {
						drop(left, "Nobody uses it any more");
						left.close();
					}
				}
			});
		}

		@Override
		public void abandon() {
			SharedTransport.this.scheduler.execute(() -> {
				this.over = true;
				Line abandoned = this.joined;
				if (abandoned != null && abandoned.members.remove(this)) {
					drop(abandoned, "Another store has found out that it is dead");
					abandoned.close();
				}
			});
		}

		void message(String name, Map<String, String> headers, String body) {
			this.names.forEach((id, each) -> {
				if (each.equals(name)) {
					this.listener.message(id, headers, body);
				}
			});
		}

		void lost(String reason) {
			this.over = true;
			this.joined = null;
			this.listener.closed(reason);
		}

	}

}
