package dev.syncedstore.test.simulation;

import java.util.function.Function;

import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.test.model.ModelCall;
import dev.syncedstore.test.model.MutationKey;
import dev.syncedstore.test.model.SentMutation;
import dev.syncedstore.test.model.SpaceHistory;
import dev.syncedstore.test.transport.TrafficListener;
import org.jspecify.annotations.Nullable;

/**
 * Reads every text on the wire: what clients send goes into the history, and what they
 * receive must be theirs.
 */
final class WireInspector implements TrafficListener {

	private static final String KEY = "\"key\":\"$$";

	private final WireCodec codec = new WireCodec();

	private final Function<SpaceId, SpaceHistory> histories;

	private final SimulationStatistics statistics;

	private final Violations violations;

	private final Trace trace;

	WireInspector(Function<SpaceId, SpaceHistory> histories, SimulationStatistics statistics, Violations violations,
			Trace trace) {
		this.histories = histories;
		this.statistics = statistics;
		this.violations = violations;
		this.trace = trace;
	}

	@Override
	public void sent(String userId, TransportRequest request) {
		this.trace.add(userId, "sends", request.path(), request.body());
		String[] path = request.path().split("/");
		if (request.path().endsWith("/push")) {
			this.statistics.pushes++;
			PushRequest push = this.codec.readPushRequest(request.body());
			SpaceHistory history = this.histories.apply(new SpaceId(path[1], path[2]));
			for (PushMutation mutation : push.mutations()) {
				history.sent(new MutationKey(push.clientId(), mutation.id()),
						new SentMutation(userId, mutation.nonce(), new ModelCall(mutation.name(), mutation.args())));
			}
		}
		else {
			this.statistics.pulls++;
		}
	}

	@Override
	public void received(String userId, String text) {
		this.trace.add(userId, "receives", text);
		this.statistics.ownSecretsSeen += Secrets.count(text);
		@Nullable String foreign = Secrets.foreign(userId, text);
		if (foreign == null) {
			foreign = foreignKey(userId, text);
		}
		if (foreign != null) {
			this.violations.add("User " + userId + " received what is not for them: " + foreign);
		}
	}

	private static @Nullable String foreignKey(String userId, String text) {
		String own = KEY + "pu/" + userId + "/";
		for (int at = text.indexOf(KEY); at >= 0; at = text.indexOf(KEY, at + 1)) {
			if (!text.startsWith(own, at)) {
				return text.substring(at, Math.min(text.length(), at + 60));
			}
		}
		return null;
	}

}
