package dev.syncedstore.autoconfigure.actuate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.StoreUnavailableException;
import dev.syncedstore.server.log.LogInspection;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.operations.NodeStatus;
import dev.syncedstore.server.operations.Operations;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Shows operators spaces, clients, backlogs and what is parked, and lets them set right
 * what can't be left to itself. It tells ids, numbers and times, never keys or values.
 * Reading is allowed where the endpoint is exposed, changing only with
 * {@code management.endpoint.syncedstore.access=unrestricted}. Thread-safe.
 */
@WebEndpoint(id = "syncedstore", defaultAccess = Access.READ_ONLY)
public final class SyncedStoreEndpoint {

	private static final int PAGE = 100;

	private static final int LARGEST_PAGE = 1_000;

	private static final int CLIENTS = 100;

	private static final long PATIENCE_SECONDS = 20;

	private final Operations operations;

	/**
	 * Create the endpoint.
	 * @param operations what operators do
	 */
	public SyncedStoreEndpoint(Operations operations) {
		this.operations = operations;
	}

	/**
	 * What this node has to do, and what all nodes have before them.
	 * @return both
	 */
	@ReadOperation
	public WebEndpointResponse<Object> overview() {
		return attempt(() -> new Overview(this.operations.node(), this.operations.log().backlog()));
	}

	/**
	 * Look at {@code spaces}, {@code spaces/{storeType}/{instanceId}}, {@code parked}
	 * actions or parked {@code deliveries}.
	 * @param path what to look at
	 * @param storeType of spaces, only those of this type
	 * @param after where the page before has ended: what its {@code next} says
	 * @param limit the most in a page
	 * @return a page, or one space
	 */
	@ReadOperation
	public WebEndpointResponse<Object> read(@Selector(match = Selector.Match.ALL_REMAINING) String[] path,
			@Nullable String storeType, @Nullable String after, @Nullable Integer limit) {
		int most = (limit != null) ? Math.max(1, Math.min(limit, LARGEST_PAGE)) : PAGE;
		String what = shape(path);
		return switch (what) {
			case "spaces" -> attempt(() -> spaces(storeType, (after != null) ? space(after) : null, most));
			case "spaces/*/*" -> attempt(() -> space(space(path[1] + "/" + path[2])));
			case "parked" -> attempt(() -> parked((after != null) ? number(after) : 0, most));
			case "deliveries" -> attempt(() -> deliveries((after != null) ? number(after) : 0, most));
			default -> missing();
		};
	}

	/**
	 * Begin another history with {@code epoch} or
	 * {@code spaces/{storeType}/{instanceId}/epoch}, let a parked action run again with
	 * {@code parked/{id}} and a parked delivery with {@code deliveries/{id}}, or remove
	 * what may be removed with {@code compact}.
	 * @param path what to do
	 * @return what was done
	 */
	@WriteOperation
	public WebEndpointResponse<Object> change(@Selector(match = Selector.Match.ALL_REMAINING) String[] path) {
		return switch (shape(path)) {
			case "epoch" -> attempt(() -> Map.of("spaces", this.operations.replaceEpochs()));
			case "spaces/*/*/epoch" ->
				attempt(() -> done(this.operations.replaceEpoch(space(path[1] + "/" + path[2]))));
			case "parked/*" -> attempt(() -> done(this.operations.retry(number(path[1]))));
			case "deliveries/*" -> attempt(() -> done(this.operations.retryDelivery(number(path[1]))));
			case "compact" -> attempt(() -> {
				this.operations.compact();
				return done(true);
			});
			default -> missing();
		};
	}

	/**
	 * Delete {@code spaces/{storeType}/{instanceId}} for ever, erase what all spaces have
	 * of {@code users/{userId}}, or drop {@code parked/{id}} or {@code deliveries/{id}}.
	 * @param path what to delete
	 * @return what was done
	 */
	@DeleteOperation
	public WebEndpointResponse<Object> delete(@Selector(match = Selector.Match.ALL_REMAINING) String[] path) {
		return switch (shape(path)) {
			case "spaces/*/*" -> attempt(() -> deleteSpace(space(path[1] + "/" + path[2])));
			case "users/*" -> attempt(() -> {
				await(this.operations.eraseUser(path[1]));
				return done(true);
			});
			case "parked/*" -> attempt(() -> done(this.operations.discard(number(path[1]))));
			case "deliveries/*" -> attempt(() -> done(this.operations.discardDelivery(number(path[1]))));
			default -> missing();
		};
	}

	private @Nullable Object deleteSpace(SpaceId space) {
		LogInspection.Details known = this.operations.log().space(space, 0);
		if (known == null) {
			return null;
		}
		await(this.operations.delete(space));
		return done(true);
	}

	private Spaces spaces(@Nullable String storeType, @Nullable SpaceId after, int limit) {
		List<LogInspection.Summary> found = this.operations.log().spaces(storeType, after, limit);
		return new Spaces(found.stream().map(SpaceReport::of).toList(),
				(found.size() == limit) ? found.get(limit - 1).space().toString() : null);
	}

	private @Nullable Object space(SpaceId space) {
		LogInspection.Details found = this.operations.log().space(space, CLIENTS);
		return (found != null) ? SpaceReport.of(found) : null;
	}

	private Parked parked(long after, int limit) {
		List<ParkedReport> found = this.operations.parkedActions()
			.list(after, limit)
			.stream()
			.map(ParkedReport::of)
			.toList();
		return new Parked(found, (found.size() == limit) ? String.valueOf(found.get(limit - 1).id()) : null);
	}

	private Deliveries deliveries(long after, int limit) {
		List<ParkedDeliveryReport> found = this.operations.parkedDeliveries()
			.list(after, limit)
			.stream()
			.map(ParkedDeliveryReport::of)
			.toList();
		return new Deliveries(found, (found.size() == limit) ? String.valueOf(found.get(limit - 1).id()) : null);
	}

	/** What is asked for, with stars for ids. */
	private static String shape(String[] path) {
		if (path.length == 0) {
			return "";
		}
		StringBuilder shape = new StringBuilder(path[0]);
		for (int i = 1; i < path.length; i++) {
			shape.append(path[0].equals("spaces") && i == 3 ? "/" + path[i] : "/*");
		}
		return shape.toString();
	}

	private static SpaceId space(String text) {
		int slash = text.indexOf('/');
		return new SpaceId(text.substring(0, Math.max(0, slash)), text.substring(slash + 1));
	}

	private static long number(String text) {
		return Long.parseLong(text);
	}

	private static @Nullable Object done(boolean done) {
		return done ? Map.of("done", true) : null;
	}

	private static void await(CompletableFuture<@Nullable Void> future) {
		try {
			future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StoreUnavailableException("Interrupted while it was done", ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new StoreUnavailableException("It is not known whether it was done", ex);
		}
	}

	/** Nothing is not found; what names nothing that can be is a bad request. */
	private static WebEndpointResponse<Object> attempt(Supplier<@Nullable Object> work) {
		try {
			Object result = work.get();
			return (result != null) ? new WebEndpointResponse<>(result) : missing();
		}
		catch (IllegalArgumentException ex) {
			return new WebEndpointResponse<>(Map.of("detail", String.valueOf(ex.getMessage())),
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}
		catch (LogUnavailableException | StoreUnavailableException ex) {
			return new WebEndpointResponse<>(Map.of("detail", String.valueOf(ex.getMessage())),
					WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
	}

	private static WebEndpointResponse<Object> missing() {
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	/**
	 * What is to be done.
	 *
	 * @param node by this node
	 * @param backlog by all
	 */
	public record Overview(NodeStatus node, LogInspection.Backlog backlog) {
	}

	/**
	 * A page of spaces.
	 *
	 * @param spaces the spaces
	 * @param next what the next page comes after, or {@code null} if this is the last
	 */
	public record Spaces(List<SpaceReport> spaces, @Nullable String next) {
	}

	/**
	 * A page of parked actions.
	 *
	 * @param actions the actions
	 * @param next what the next page comes after, or {@code null} if this is the last
	 */
	public record Parked(List<ParkedReport> actions, @Nullable String next) {
	}

	/**
	 * A page of parked deliveries.
	 *
	 * @param deliveries the deliveries
	 * @param next what the next page comes after, or {@code null} if this is the last
	 */
	public record Deliveries(List<ParkedDeliveryReport> deliveries, @Nullable String next) {
	}

}
