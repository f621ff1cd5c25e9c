package dev.syncedstore.client.stomp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.syncedstore.client.scheduling.Scheduler;
import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import org.jspecify.annotations.Nullable;

/**
 * The subscriber's side of a STOMP 1.2 session, with heart-beats both ways. Everything
 * happens on the scheduler, where its methods are called, too.
 */
public final class StompConnection implements PokeConnection {

	private static final long HEART_BEAT_MILLIS = 10_000;

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

	/** A beat may be late by as much as its interval. */
	private static final int MAX_SILENT_INTERVALS = 2;

	private static final String HEART_BEAT = "\n";

	private final Scheduler scheduler;

	private final PokeConnectionListener listener;

	private final StompDecoder decoder = new StompDecoder();

	private @Nullable TextChannel channel;

	private Scheduler.Cancellation connectTimer;

	private Scheduler.Cancellation beatTimer = () -> {
	};

	private Scheduler.Cancellation silenceTimer = () -> {
	};

	private int silentIntervals;

	private boolean over;

	/**
	 * Create a connection whose channel is not open yet.
	 * @param scheduler where everything happens
	 * @param listener is told what comes
	 */
	public StompConnection(Scheduler scheduler, PokeConnectionListener listener) {
		this.scheduler = scheduler;
		this.listener = listener;
		this.connectTimer = scheduler.schedule(CONNECT_TIMEOUT,
				() -> fail("The server did not answer CONNECT in time"));
	}

	/**
	 * The channel is open: greet the server.
	 * @param channel the channel
	 * @param host the server's name
	 * @param headers the credentials
	 */
	public void opened(TextChannel channel, String host, Map<String, String> headers) {
		if (this.over) {
			channel.close();
			return;
		}
		this.channel = channel;
		Map<String, String> connect = new LinkedHashMap<>();
		connect.put("accept-version", "1.2");
		connect.put("host", host);
		connect.put("heart-beat", HEART_BEAT_MILLIS + "," + HEART_BEAT_MILLIS);
		connect.putAll(headers);
		send(new StompFrame("CONNECT", connect, ""));
	}

	/**
	 * Text came.
	 * @param text the text, whole characters
	 */
	public void received(String text) {
		if (this.over) {
			return;
		}
		this.silentIntervals = 0;
		try {
			for (StompFrame frame : this.decoder.decode(text.getBytes(StandardCharsets.UTF_8))) {
				handle(frame);
			}
		}
		catch (StompException ex) {
			fail(ex.getMessage());
		}
	}

	/**
	 * The channel could not be opened, or is closed.
	 * @param reason why
	 */
	public void fail(@Nullable String reason) {
		if (!this.over) {
			end();
			this.listener.closed((reason != null) ? reason : "unknown");
		}
	}

	@Override
	public void subscribe(String id, String destination, Map<String, String> headers) {
		Map<String, String> subscribe = new LinkedHashMap<>();
		subscribe.put("id", id);
		subscribe.put("destination", destination);
		subscribe.putAll(headers);
		send(new StompFrame("SUBSCRIBE", subscribe, ""));
	}

	@Override
	public void unsubscribe(String id) {
		send(new StompFrame("UNSUBSCRIBE", Map.of("id", id), ""));
	}

	@Override
	public void close() {
		if (!this.over) {
			send(new StompFrame("DISCONNECT", Map.of(), ""));
			end();
		}
	}

	private void handle(StompFrame frame) {
		if (this.over) {
			return;
		}
		switch (frame.command()) {
			case "CONNECTED" -> connected(frame);
			case "MESSAGE" -> this.listener.message(frame.header("subscription"), frame.headers(), frame.body());
			case "ERROR" -> fail("ERROR: " + frame.header("message"));
			case "RECEIPT" -> {
			}
			default -> throw new StompException("The server sent a frame that is none of a server's");
		}
	}

	private void connected(StompFrame frame) {
		this.connectTimer.cancel();
		String[] beats = frame.header("heart-beat").split(",");
		long serverSends = beat(beats, 0);
		long serverWants = beat(beats, 1);
		if (serverWants > 0) {
			// A little early, so that a beat is not late at the other end.
			scheduleBeat(Duration.ofMillis(Math.max(HEART_BEAT_MILLIS, serverWants) * 9 / 10));
		}
		if (serverSends > 0) {
			scheduleSilence(Duration.ofMillis(Math.max(HEART_BEAT_MILLIS, serverSends)));
		}
		this.listener.connected();
	}

	private static long beat(String[] beats, int index) {
		try {
			return (beats.length == 2) ? Long.parseLong(beats[index].trim()) : 0;
		}
		catch (NumberFormatException ex) {
			throw new StompException("The header heart-beat of CONNECTED is no pair of numbers");
		}
	}

	private void scheduleBeat(Duration interval) {
		this.beatTimer = this.scheduler.schedule(interval, () -> {
			if (this.channel != null) {
				this.channel.send(HEART_BEAT);
				scheduleBeat(interval);
			}
		});
	}

	private void scheduleSilence(Duration interval) {
		this.silenceTimer = this.scheduler.schedule(interval, () -> {
			if (++this.silentIntervals > MAX_SILENT_INTERVALS) {
				fail("Nothing came for " + interval.multipliedBy(this.silentIntervals).toSeconds() + " s");
			}
			else {
				scheduleSilence(interval);
			}
		});
	}

	private void send(StompFrame frame) {
		if (this.channel != null) {
			this.channel.send(frame.encode());
		}
	}

	private void end() {
		this.over = true;
		this.connectTimer.cancel();
		this.beatTimer.cancel();
		this.silenceTimer.cancel();
		if (this.channel != null) {
			this.channel.close();
			this.channel = null;
		}
	}

}
