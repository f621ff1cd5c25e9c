package dev.syncedstore.test.simulation;

import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PullRequest;
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

	private static final String NEXT_PAGE = "\"next_page\":";

	private static final String REFUSED = "\"status\":403";

	private static final String RESET = "\"reset\":true";

	private static final String LAST_PAGE = NEXT_PAGE + "null";

	private final WireCodec codec = new WireCodec();

	/** Of what changes something; that nothing is new is no secret. */
	private static final Pattern DELTA = Pattern.compile("\"checkpoint\":\"([^\"]+)\".*\"patches\":\\[\\{",
			Pattern.DOTALL);

	private final Function<SpaceId, SpaceHistory> histories;

	private final BiPredicate<String, String> mayKnow;

	private final ObjLongConsumer<String> acknowledgements;

	private final SimulationStatistics statistics;

	private final Violations violations;

	private final Trace trace;

	WireInspector(Function<SpaceId, SpaceHistory> histories, ObjLongConsumer<String> acknowledgements,
			Findings findings) {
		this(histories, (checkpoint, userId) -> true, acknowledgements, findings);
	}

	WireInspector(Function<SpaceId, SpaceHistory> histories, BiPredicate<String, String> mayKnow,
			ObjLongConsumer<String> acknowledgements, Findings findings) {
		this.histories = histories;
		this.mayKnow = mayKnow;
		this.acknowledgements = acknowledgements;
		this.statistics = findings.statistics();
		this.violations = findings.violations();
		this.trace = findings.trace();
	}

	@Override
	public void sent(String userId, TransportRequest request) {
		this.trace.add(userId, "sends", request.path(), request.body());
		String[] path = request.path().split("/");
		if (request.path().endsWith("/push")) {
			this.statistics.pushes++;
			PushRequest push = this.codec.readPushRequest(request.body());
			SpaceHistory history = this.histories.apply(new SpaceId(path[1], path[2]));
			this.acknowledgements.accept(push.clientId(), push.acknowledgedMutationId());
			for (PushMutation mutation : push.mutations()) {
				history.sent(new MutationKey(push.clientId(), mutation.id()),
						new SentMutation(userId, mutation.nonce(), new ModelCall(mutation.name(), mutation.args())));
			}
		}
		else {
			this.statistics.pulls++;
			PullRequest pull = this.codec.readPullRequest(request.body());
			this.acknowledgements.accept(pull.clientId(), pull.acknowledgedMutationId());
		}
	}

	@Override
	public void received(String userId, String text) {
		this.trace.add(userId, "receives", text);
		this.statistics.ownSecretsSeen += Secrets.count(text);
		this.statistics.refused += text.contains(REFUSED) ? 1 : 0;
		this.statistics.resets += text.contains(RESET) ? 1 : 0;
		this.statistics.pages += text.contains(LAST_PAGE) ? 0 : text.contains(NEXT_PAGE) ? 1 : 0;
		Matcher delta = DELTA.matcher(text);
		if (delta.find() && !this.mayKnow.test(delta.group(1), userId)) {
			this.violations.add("User " + userId + " received something of a commit after which they were not in");
		}
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
