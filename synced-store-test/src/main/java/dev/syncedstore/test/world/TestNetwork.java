package dev.syncedstore.test.world;

import java.time.Duration;
import java.util.Arrays;

import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.test.transport.Fault;
import dev.syncedstore.test.transport.InProcessConnection;
import dev.syncedstore.test.transport.InProcessTransport;
import dev.syncedstore.test.transport.Network;

/**
 * One client's line to the server, in the hands of the test. It works perfectly until the
 * test says otherwise. Belongs to the thread of its world.
 */
public final class TestNetwork {

	private final String owner;

	private final LineConditions conditions;

	private final InProcessTransport transport;

	private final HeldMessages gate;

	private final Story story;

	private boolean cut;

	private boolean serverUp = true;

	TestNetwork(String owner, String userId, Network line, Story story) {
		this.owner = owner;
		this.conditions = new LineConditions(line.conditions());
		this.transport = new InProcessTransport(
				new Network(line.time(), line.server(), this.conditions, line.counts(), line.traffic()), userId);
		this.gate = new HeldMessages(this.transport);
		this.story = story;
	}

	/** Cut the line: connections break, requests fail, answers under way are lost. */
	public void cut() {
		this.story.add("the network of " + this.owner + " is cut");
		this.cut = true;
		apply();
	}

	/** Mend the line. The client finds out when it tries again. */
	public void mend() {
		this.story.add("the network of " + this.owner + " is mended");
		this.cut = false;
		apply();
	}

	/**
	 * Whether the test has cut the line.
	 * @return {@code true} until it is mended
	 */
	public boolean isCut() {
		return this.cut;
	}

	/** Break the connection for pokes so that both ends notice. */
	public void disconnect() {
		this.story.add("the connection of " + this.owner + " breaks");
		this.transport.connections().forEach(InProcessConnection::disconnect);
		this.gate.broken();
	}

	/** Break the connection for pokes so that nobody notices for half a minute. */
	public void halfOpen() {
		this.story.add("the connection of " + this.owner + " falls silent");
		this.transport.connections().forEach(InProcessConnection::halfOpen);
	}

	/**
	 * Let something befall the coming messages, each fault the next message that it can
	 * befall, one after the other: such as {@link Fault#REQUEST_DROPPED},
	 * {@link Fault#ANSWER_LOST}, {@link Fault#POKE_REPEATED} or
	 * {@link Fault#POKES_REORDERED}.
	 * @param faults the faults, in order
	 */
	public void next(Fault... faults) {
		this.story.add("the network of " + this.owner + " is to have " + Arrays.toString(faults));
		this.conditions.next(faults);
	}

	/**
	 * Make the line slow or fast.
	 * @param latency how long each message takes
	 */
	public void latency(Duration latency) {
		this.conditions.latency(latency);
	}

	/**
	 * Hold all messages of both directions from now on: requests before they leave,
	 * answers and pokes as they arrive. A client that waits too long for an answer sends
	 * its request again.
	 */
	public void hold() {
		this.story.add("messages of " + this.owner + " are held");
		this.gate.shut();
	}

	/**
	 * How many messages are held.
	 * @return the number
	 */
	public int held() {
		return this.gate.size();
	}

	/**
	 * Let the one message pass that has been held longest, and go on holding.
	 * @return {@code false} if none is held
	 */
	public boolean passOne() {
		return this.gate.passOne();
	}

	/** Lose all messages that are held, and go on holding. */
	public void dropHeld() {
		this.story.add("held messages of " + this.owner + " are lost");
		this.gate.drop();
	}

	/** Let all held messages pass in the order they came, and hold no more. */
	public void release() {
		this.story.add("held messages of " + this.owner + " pass");
		this.gate.open();
	}

	/** Let all held messages pass, the latest first, and hold no more. */
	public void releaseInReverse() {
		this.story.add("held messages of " + this.owner + " pass in reverse");
		this.gate.reverse();
		this.gate.open();
	}

	/** Whether messages get through, as far as the test has a hand in it. */
	boolean isOpen() {
		return !this.cut && this.serverUp && !this.gate.isShut();
	}

	void serverUp(boolean up) {
		this.serverUp = up;
		apply();
	}

	/** The client's process has died: its connections break, and what it sent is lost. */
	void drop() {
		this.gate.drop();
		this.transport.online(false);
		apply();
	}

	/** What a client that starts now sends and receives over. */
	SyncTransport transport() {
		return this.gate;
	}

	private void apply() {
		this.transport.online(!this.cut && this.serverUp);
	}

}
