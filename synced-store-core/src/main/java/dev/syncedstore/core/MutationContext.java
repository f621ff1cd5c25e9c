package dev.syncedstore.core;

import java.util.function.Consumer;

/**
 * What a mutator reads and changes. All changes of one mutation, of whatever visibility,
 * take effect together or not at all, and are seen by the mutation's own later reads.
 * <p>
 * A context belongs to the thread and the mutation it was made for.
 */
public interface MutationContext extends ReadContext, WriteScope {

	@Override
	WriteScope privateOfUser(String userId);

	@Override
	WriteScope serverOnly();

	/**
	 * Refuse the mutation. It has no effect, and the caller's {@code confirmed} fails
	 * with this code and message. The refusal stands even if the exception is caught.
	 * @param code for programs: {@code [a-z][a-z0-9_]{0,63}}
	 * @param message for people, up to 1 KiB of UTF-8; longer ones are cut
	 * @return never; declared so that {@code throw ctx.reject(...)} satisfies the
	 * compiler
	 * @throws MutationRejectedException always
	 */
	MutationRejectedException reject(String code, String message);

	/**
	 * Do what only the server can do: call a bean of the application's by an interface
	 * that belongs to the mutators' module, its <em>port</em>. On clients nothing
	 * happens, so what depends on the port belongs into the call, which may use this
	 * context:
	 *
	 * <pre class="code">
	 * ctx.onServer(ServerRandom.class,
	 * 		(random) -&gt; ctx.table(ROLLS).set(args.id(), new Roll(random.nextInt(6) + 1)));
	 * </pre>
	 *
	 * A plain mutator may call {@link ServerClock} and {@link ServerRandom} only, which
	 * have no side effects; a {@link Mutator#transactional() transactional} one may call
	 * any port. What the port throws ends the mutation, unless the mutator catches it;
	 * the transaction of a {@code @Transactional} method that has thrown can't be
	 * committed any more in either case.
	 * @param <P> the type of the port
	 * @param port an interface that one bean of the server's implements
	 * @param call is run at once on the server, and skipped on clients
	 * @throws PortUnavailableException if the mutator may not call the port, also on
	 * clients, or if the server has no such bean
	 */
	<P> void onServer(Class<P> port, Consumer<? super P> call);

}
