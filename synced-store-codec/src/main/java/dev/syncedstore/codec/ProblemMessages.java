package dev.syncedstore.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.protocol.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The body of a failed request (RFC 9457).
 */
final class ProblemMessages {

	private static final String STATUS = "status";

	private static final String CODE = "code";

	private static final String DETAIL = "detail";

	private static final String TITLE = "title";

	/** The members that have places of their own, or that nobody needs. */
	private static final Set<String> STANDARD = Set.of("type", TITLE, STATUS, DETAIL, "instance", CODE);

	private ProblemMessages() {
	}

	static Problem read(JsonReader in) {
		Map<String, Object> members = new HashMap<>();
		Names names = new Names();
		in.beginObject();
		for (String name = in.nextName(names); name != null; name = in.nextName(names)) {
			Object value = name.equals(RejectedMutations.NAME) ? RejectedMutations.read(in) : in.textOrInteger();
			if (value != null) {
				members.put(name, value);
			}
		}
		if (!(members.get(CODE) instanceof String code)) {
			throw in.problem(CODE, names.contains(CODE) ? "must be a text" : JsonReader.MISSING);
		}
		int status = (members.get(STATUS) instanceof Long number) ? number.intValue() : 0;
		String detail = (members.get(DETAIL) instanceof String text) ? text : "";
		members.keySet().removeAll(STANDARD);
		return new Problem(status, code, detail, members);
	}

	static void write(JsonGenerator out, Problem problem) {
		out.writeStartObject();
		out.writeStringProperty(TITLE, title(problem.status()));
		out.writeNumberProperty(STATUS, problem.status());
		out.writeStringProperty(DETAIL, problem.detail());
		out.writeStringProperty(CODE, problem.code());
		// Sorted, so that one problem is one text.
		new TreeMap<>(problem.members()).forEach((name, value) -> write(out, problem, name, value));
		out.writeEndObject();
	}

	private static void write(JsonGenerator out, Problem problem, String name, @Nullable Object value) {
		if (STANDARD.contains(name)) {
			throw new IllegalArgumentException("A problem has a place of its own for " + name);
		}
		if (value instanceof String text) {
			out.writeStringProperty(name, text);
		}
		else if ((value instanceof Long || value instanceof Integer)
				&& Math.abs(((Number) value).longValue()) <= Limits.MAX_INTEGER) {
			out.writeNumberProperty(name, ((Number) value).longValue());
		}
		else if (name.equals(RejectedMutations.NAME)) {
			RejectedMutations.write(out, problem.rejectedMutations());
		}
		else {
			throw new IllegalArgumentException("Member " + name + " of a problem must be a text or a whole number");
		}
	}

	/** The phrase that goes with a status: about:blank, the type left out, demands it. */
	private static String title(int status) {
		return switch (status) {
			case 400 -> "Bad Request";
			case 401 -> "Unauthorized";
			case 403 -> "Forbidden";
			case 404 -> "Not Found";
			case 405 -> "Method Not Allowed";
			case 406 -> "Not Acceptable";
			case 409 -> "Conflict";
			case 410 -> "Gone";
			case 413 -> "Content Too Large";
			case 415 -> "Unsupported Media Type";
			case 422 -> "Unprocessable Content";
			case 429 -> "Too Many Requests";
			case 500 -> "Internal Server Error";
			case 503 -> "Service Unavailable";
			default -> "Failure";
		};
	}

}
