package dev.syncedstore.core;

import java.time.Instant;
import java.util.Optional;
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

	/**
	 * Let an action run on the server once this mutation is committed: stored in the same
	 * commit, run soon after it, at least once, whatever crashes. A mutation that is
	 * rejected enqueues nothing, and on clients nothing happens. The action runs for this
	 * mutation's user; nobody waits for its result. Actions that are enqueued run
	 * independently of each other, in no particular order.
	 * @param <A> the type of the arguments
	 * @param action the action
	 * @param args its arguments
	 * @throws MutationRejectedException if the arguments are not valid or too large, on
	 * clients, too
	 */
	<A> void enqueueAction(ActionName<A, ?> action, A args);

	/**
	 * Let an action run on the server at some time to come, else as
	 * {@link #enqueueAction} does.
	 * @param <A> the type of the arguments
	 * @param time when it is to run; in the past means soon
	 * @param action the action
	 * @param args its arguments
	 * @throws MutationRejectedException if the arguments are not valid or too large, on
	 * clients, too
	 */
	<A> void enqueueActionAt(Instant time, ActionName<A, ?> action, A args);

	/**
	 * Run a mutator of another space of the same server, of whatever store type, once
	 * this mutation is committed: stored in the same commit, and run there soon after it,
	 * exactly once, whatever crashes. What one space sends to another arrives in order. A
	 * mutation that is rejected sends nothing, and on clients nothing happens.
	 * <p>
	 * It runs there in the name of this mutation's user, if that user may {@code OPEN}
	 * and {@code WRITE} the other space, and finds this one by {@link #source()}. Nobody
	 * waits for it: whether it is applied or rejected there changes nothing here. A
	 * mutation may send up to 200.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param space the other space, which comes into being if the user may create it
	 * @param mutator a method reference such as {@code JournalMutators::append}
	 * @param args the arguments
	 * @throws MutationRejectedException if the arguments are not valid or too large, on
	 * clients, too; with {@value RejectionCode#TOO_MANY_TARGETS} if this mutation has
	 * sent 200 already, and with {@value RejectionCode#TOO_MANY_HOPS} if it comes itself
	 * over eight spaces
	 */
	<M, A> void mutateOther(SpaceId space, MutatorMethod<M, A> mutator, A args);

	/**
	 * Read from another space of the same server. On clients nothing happens, so what
	 * depends on it belongs into the call, which may use this context:
	 *
	 * <pre class="code">
	 * ctx.readOther(prices, (other) -&gt; {
	 * 	int price = other.table(PRICES).get(args.article()).orElseThrow().cents();
	 * 	ctx.table(ORDERS).set(args.id(), new Order(args.article(), price));
	 * });
	 * </pre>
	 *
	 * The call sees one moment of the other space, not older than any of its commits that
	 * anybody was told of. Nothing is locked: by the time this mutation is committed, the
	 * other space may have changed.
	 * @param space the other space; one that does not exist is empty
	 * @param read is called at once on the server, and skipped on clients; what it is
	 * given can't be used later
	 * @throws MutationRejectedException with {@value RejectionCode#ACCESS_DENIED} if this
	 * mutation's user may not open the other space
	 */
	void readOther(SpaceId space, Consumer<? super ReadContext> read);

	/**
	 * Where this mutation comes from, if another space has sent it by
	 * {@link #mutateOther}.
	 * @return the source; nothing for a mutation of a client or of server code, and so
	 * always on clients
	 */
	Optional<MutationSource> source();

}
