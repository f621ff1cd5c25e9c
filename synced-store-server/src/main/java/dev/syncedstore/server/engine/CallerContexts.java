package dev.syncedstore.server.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

import dev.syncedstore.server.Actor;
import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.CallerContextSource;

/**
 * Takes several contexts as one.
 */
final class CallerContexts implements CallerContextSource {

	private final List<CallerContextSource> sources;

	CallerContexts(List<CallerContextSource> sources) {
		this.sources = List.copyOf(sources);
	}

	@Override
	public CallerContext current() {
		return all(CallerContextSource::current);
	}

	@Override
	public CallerContext of(Actor actor) {
		return all((source) -> source.of(actor));
	}

	private CallerContext all(Function<CallerContextSource, CallerContext> taken) {
		List<CallerContext> contexts = this.sources.stream()
			.map(taken)
			.filter((context) -> context != CallerContext.NONE)
			.toList();
		return contexts.isEmpty() ? CallerContext.NONE : () -> open(contexts);
	}

	private static CallerContext.Scope open(List<CallerContext> contexts) {
		Deque<CallerContext.Scope> scopes = new ArrayDeque<>();
		CallerContext.Scope all = () -> scopes.forEach(CallerContext.Scope::close);
		try {
			contexts.forEach((context) -> scopes.push(context.open()));
		}
		catch (RuntimeException | Error ex) {
			all.close();
			throw ex;
		}
		return all;
	}

}
