package dev.syncedstore.codec;

import java.io.StringWriter;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.syncedstore.core.protocol.ActionRequest;
import dev.syncedstore.core.protocol.ActionResponse;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads and writes the messages of the protocol, as strictly as its page says: unknown
 * fields are ignored, missing ones are errors. Both sides use one instance each;
 * thread-safe.
 * <p>
 * The arguments of mutations and the values of entries are handed through as the text
 * that they are: here only their syntax counts. Whether they are I-JSON and fit their
 * type is found out where one of them is decoded, so that a bad one spoils no other.
 */
public final class WireCodec {

	/** Deeper than any argument or value may be, and shallow enough for the stack. */
	private static final int MAX_DEPTH_WITHIN = 500;

	/** How deep arguments and values lie in a message. */
	private static final int MAX_DEPTH_ABOVE = 3;

	private final JsonFactory factory = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(MAX_DEPTH_ABOVE + MAX_DEPTH_WITHIN)
			.maxNumberLength(Integer.MAX_VALUE)
			.maxStringLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.build())
		.enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
		.build();

	/**
	 * Read the body of a push.
	 * @param json the JSON text
	 * @return the request; nobody has checked yet whether its version of the protocol is
	 * spoken here
	 * @throws MalformedMessageException if it is not as the protocol wants it
	 */
	public PushRequest readPushRequest(String json) {
		return read(json, PushMessages::readRequest);
	}

	/**
	 * Write the body of a push.
	 * @param request the request
	 * @return the JSON text
	 */
	public String writePushRequest(PushRequest request) {
		return write((out) -> PushMessages.writeRequest(out, request));
	}

	/**
	 * Read the answer to a push.
	 * @param json the JSON text
	 * @return the answer
	 * @throws MalformedMessageException if it is not as the protocol wants it
	 */
	public PushResponse readPushResponse(String json) {
		return read(json, PushMessages::readResponse);
	}

	/**
	 * Write the answer to a push.
	 * @param response the answer
	 * @return the JSON text
	 */
	public String writePushResponse(PushResponse response) {
		return write((out) -> PushMessages.writeResponse(out, response));
	}

	/**
	 * Read the body of a pull.
	 * @param json the JSON text
	 * @return the request; nobody has checked yet whether its version of the protocol is
	 * spoken here
	 * @throws MalformedMessageException if it is not as the protocol wants it
	 */
	public PullRequest readPullRequest(String json) {
		return read(json, PullMessages::readRequest);
	}

	/**
	 * Write the body of a pull.
	 * @param request the request
	 * @return the JSON text
	 */
	public String writePullRequest(PullRequest request) {
		return write((out) -> PullMessages.writeRequest(out, request));
	}

	/**
	 * Read the answer to a pull.
	 * @param json the JSON text
	 * @return the answer
	 * @throws MalformedMessageException if it is not as the protocol wants it
	 */
	public PullResponse readPullResponse(String json) {
		return read(json, PullMessages::readResponse);
	}

	/**
	 * Look at the beginning of the answer to a pull for the page after it.
	 * @param json the JSON text
	 * @return what asks for the next page; {@code null} if there is none, or if only
	 * {@link #readPullResponse} can tell
	 */
	public @Nullable String peekNextPage(String json) {
		try (JsonReader in = new JsonReader(this.factory, json, MalformedMessageException::new)) {
			return in.beginning(PullMessages::readFirstNextPage);
		}
		catch (MalformedMessageException ex) {
			return null;
		}
	}

	/**
	 * Write the answer to a pull.
	 * @param response the answer
	 * @return the JSON text
	 */
	public String writePullResponse(PullResponse response) {
		return write((out) -> PullMessages.writeResponse(out, response));
	}

	/**
	 * Read the body of an action's call.
	 * @param json the JSON text
	 * @return the request; nobody has checked yet whether its version of the protocol is
	 * spoken here
	 * @throws MalformedMessageException if it is not as the protocol wants it
	 */
	public ActionRequest readActionRequest(String json) {
		return read(json, ActionMessages::readRequest);
	}

	/**
	 * Write the body of an action's call.
	 * @param request the request
	 * @return the JSON text
	 */
	public String writeActionRequest(ActionRequest request) {
		return write((out) -> ActionMessages.writeRequest(out, request));
	}

	/**
	 * Read the answer to an action's call.
	 * @param json the JSON text
	 * @return the answer
	 * @throws MalformedMessageException if it is not as the protocol wants it
	 */
	public ActionResponse readActionResponse(String json) {
		return read(json, ActionMessages::readResponse);
	}

	/**
	 * Write the answer to an action's call.
	 * @param response the answer
	 * @return the JSON text
	 */
	public String writeActionResponse(ActionResponse response) {
		return write((out) -> ActionMessages.writeResponse(out, response));
	}

	/**
	 * Read a poke.
	 * @param json the JSON text
	 * @return the delta that it brings
	 * @throws MalformedMessageException if it is not as the protocol wants it
	 */
	public Delta readDelta(String json) {
		return read(json, DeltaFields::readDelta);
	}

	/**
	 * Write a poke.
	 * @param delta the delta that it brings
	 * @return the JSON text
	 */
	public String writeDelta(Delta delta) {
		return write((out) -> {
			out.writeStartObject();
			DeltaFields.write(out, delta);
			out.writeEndObject();
		});
	}

	/**
	 * Read the body of a failure. Whatever stands between may have written it, so only
	 * its code is demanded, and members that are no texts or whole numbers are left out.
	 * @param json the JSON text
	 * @return the problem, with the status 0 if it doesn't have one
	 * @throws MalformedMessageException if it is no JSON object with a code
	 */
	public Problem readProblem(String json) {
		return read(json, ProblemMessages::read);
	}

	/**
	 * Write the body of a failure.
	 * @param problem the problem
	 * @return the JSON text
	 */
	public String writeProblem(Problem problem) {
		return write((out) -> ProblemMessages.write(out, problem));
	}

	private <R> R read(String json, Function<JsonReader, R> content) {
		try (JsonReader in = new JsonReader(this.factory, json, MalformedMessageException::new)) {
			return in.document(content);
		}
	}

	private String write(Consumer<JsonGenerator> content) {
		StringWriter target = new StringWriter();
		try (JsonGenerator out = this.factory.createGenerator(ObjectWriteContext.empty(), target)) {
			content.accept(out);
		}
		return target.toString();
	}

}
