package dev.syncedstore.autoconfigure.mcp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

import dev.syncedstore.core.Scan;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.access.Identity;
import dev.syncedstore.server.assistant.EntryState;
import dev.syncedstore.server.assistant.TableQuery;
import dev.syncedstore.server.assistant.UserSpaces;
import dev.syncedstore.server.web.UserAllowance;
import dev.syncedstore.server.web.UserAllowance.Kind;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;

/**
 * What tools do: the signed-in user's work. Thread-safe.
 */
final class UserTools {

	static final int DEFAULT_ROWS = 100;

	static final int MOST_ROWS = 500;

	static final int DEFAULT_SECONDS = 10;

	/** Below what clients and whatever stands between wait for an answer. */
	static final int MOST_SECONDS = 15;

	private static final String VERSION = "version";

	private static final String EPOCH = "epoch";

	private final UserSpaces spaces;

	private final RequestUser user;

	private final UserAllowance allowance;

	UserTools(UserSpaces spaces, RequestUser user, UserAllowance allowance) {
		this.spaces = spaces;
		this.user = user;
		this.allowance = allowance;
	}

	CallToolResult mutate(String storeType, String mutator, Map<String, Object> arguments) {
		String args = args(arguments);
		return inSpace(storeType, arguments, (space, userId) -> ToolResults.of(this.allowance.within(userId, Kind.WRITE,
				args.length(), () -> this.spaces.mutate(space, userId, mutator, args)), (written) -> {
					Map<String, Object> content = new LinkedHashMap<>();
					content.put("outcome", (written.code() != null) ? "rejected" : "applied");
					content.put(VERSION, written.version());
					if (written.code() != null) {
						content.put("code", written.code());
						content.put("message", String.valueOf(written.message()));
					}
					return ToolResults.result(content, written.code() != null);
				}));
	}

	CallToolResult call(String storeType, String action, Map<String, Object> arguments) {
		String args = args(arguments);
		return inSpace(storeType, arguments,
				(space, userId) -> ToolResults.of(
						this.allowance.within(userId, Kind.CALL, args.length(),
								() -> this.spaces.call(space, userId, action, args)),
						(response) -> ToolResults.done(Map.of("outcome", "done", VERSION, response.version(), "result",
								ToolResults.value(response.result())))));
	}

	CallToolResult read(String storeType, Map<String, Object> arguments) {
		return inSpace(storeType, arguments, (space, userId) -> {
			int limit = (int) Math.max(1, Math.min(number(arguments, "limit", DEFAULT_ROWS), MOST_ROWS));
			Scan scan = Scan.prefix(text(arguments, "prefix", "")).limit(limit);
			String after = text(arguments, "after", "");
			TableQuery query = new TableQuery(text(arguments, "table", ""), Boolean.TRUE.equals(arguments.get("own")),
					after.isEmpty() ? scan : scan.after(after));
			return ToolResults.of(
					this.allowance.within(userId, Kind.READ, 0, () -> this.spaces.read(space, userId, query)),
					(page) -> {
						Map<String, Object> content = new LinkedHashMap<>();
						content.put(EPOCH, page.epoch());
						content.put(VERSION, page.version());
						content.put("entries",
								page.entries()
									.stream()
									.map((entry) -> Map.of("key", entry.key(), "value",
											ToolResults.value(String.valueOf(entry.json()))))
									.toList());
						if (page.next() != null) {
							content.put("next", page.next());
						}
						return ToolResults.done(content);
					});
		});
	}

	CallToolResult observe(String storeType, Map<String, Object> arguments) {
		return inSpace(storeType, arguments, (space, userId) -> {
			long seconds = Math.max(0, Math.min(number(arguments, "timeout_seconds", DEFAULT_SECONDS), MOST_SECONDS));
			String epoch = text(arguments, EPOCH, "");
			UserSpaces.Known known = new UserSpaces.Known(epoch.isEmpty() ? null : epoch,
					number(arguments, "after_version", 0));
			return ToolResults.of(
					this.allowance.within(userId, Kind.READ, 0,
							() -> this.spaces.observe(space, userId, known, Duration.ofSeconds(seconds))),
					(changes) -> {
						Map<String, Object> content = new LinkedHashMap<>();
						content.put(EPOCH, changes.epoch());
						content.put(VERSION, changes.version());
						content.put("reset", changes.reset());
						content.put("changes", changes.entries().stream().map(UserTools::change).toList());
						return ToolResults.done(content);
					});
		});
	}

	private static Map<String, Object> change(EntryState entry) {
		Map<String, Object> change = new LinkedHashMap<>();
		change.put("table", entry.table());
		change.put("key", entry.key());
		change.put("own", entry.own());
		if (entry.json() != null) {
			change.put("value", ToolResults.value(entry.json()));
		}
		else {
			change.put("deleted", true);
		}
		return change;
	}

	private CallToolResult inSpace(String storeType, Map<String, Object> arguments,
			BiFunction<SpaceId, String, CallToolResult> work) {
		Identity identity = this.user.current();
		if (identity instanceof Identity.Nobody nobody) {
			return ToolResults.refused("refused", "unauthenticated", nobody.detail());
		}
		if (identity instanceof Identity.Unusable unusable) {
			return ToolResults.refused("refused", "access_denied", unusable.detail());
		}
		try {
			return work.apply(new SpaceId(storeType, text(arguments, ToolInput.INSTANCE_ID, "")),
					((Identity.User) identity).userId());
		}
		catch (IllegalArgumentException ex) {
			return ToolResults.refused("refused", "invalid_request", String.valueOf(ex.getMessage()));
		}
	}

	/** The arguments of the mutator or action alone. */
	private static String args(Map<String, Object> arguments) {
		Map<String, Object> args = new LinkedHashMap<>(arguments);
		args.remove(ToolInput.INSTANCE_ID);
		return ToolResults.json(args);
	}

	private static String text(Map<String, Object> arguments, String name, String otherwise) {
		Object value = arguments.get(name);
		return (value != null) ? String.valueOf(value) : otherwise;
	}

	private static long number(Map<String, Object> arguments, String name, long otherwise) {
		return (arguments.get(name) instanceof Number number) ? number.longValue() : otherwise;
	}

}
