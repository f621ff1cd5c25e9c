package dev.syncedstore.test.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.log.VersionLog;
import org.jspecify.annotations.Nullable;

/**
 * Changes what goes into a log, or what comes out of it, as a log would that has a bug.
 */
final class TamperedLog implements VersionLog {

	private final VersionLog log;

	private final String method;

	private final UnaryOperator<Object> input;

	private final UnaryOperator<Object> output;

	private TamperedLog(VersionLog log, String method, UnaryOperator<Object> input, UnaryOperator<Object> output) {
		this.log = log;
		this.method = method;
		this.input = input;
		this.output = output;
	}

	/** Changes the one argument of a method of a space. */
	static TamperedLog ofInput(VersionLog log, String method, UnaryOperator<Object> input) {
		return new TamperedLog(log, method, input, UnaryOperator.identity());
	}

	/** Changes what a method of a space returns. */
	static TamperedLog ofOutput(VersionLog log, String method, UnaryOperator<Object> output) {
		return new TamperedLog(log, method, UnaryOperator.identity(), output);
	}

	@Override
	public <R extends @Nullable Object> R write(SpaceId space, boolean create, Function<LockedSpace, R> work) {
		return this.log.write(space, create, (locked) -> work.apply(tampered(LockedSpace.class, locked)));
	}

	@Override
	public <R extends @Nullable Object> R read(SpaceId space, Function<SpaceSnapshot, R> work) {
		return this.log.read(space, (snapshot) -> work.apply(tampered(SpaceSnapshot.class, snapshot)));
	}

	@Override
	public Map<SpaceId, SpaceHead> heads(Collection<SpaceId> spaces) {
		return this.log.heads(spaces);
	}

	@Override
	public List<SpaceId> spaces(String storeType, String afterInstanceId, int limit) {
		return this.log.spaces(storeType, afterInstanceId, limit);
	}

	@Override
	public boolean claimClient(SpaceId space, String clientId, String userId) {
		return this.log.claimClient(space, clientId, userId);
	}

	private <T> T tampered(Class<T> type, T target) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, called, args) -> {
				boolean affected = called.getName().equals(this.method);
				if (affected && args != null) {
					args[0] = this.input.apply(args[0]);
				}
				try {
					Object result = called.invoke(target, args);
					return affected ? this.output.apply(result) : result;
				}
				catch (InvocationTargetException ex) {
					throw ex.getCause();
				}
			}));
	}

}
