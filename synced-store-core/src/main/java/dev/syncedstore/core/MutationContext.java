package dev.syncedstore.core;

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

}
