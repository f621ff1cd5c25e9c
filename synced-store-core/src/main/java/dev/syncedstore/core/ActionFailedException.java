package dev.syncedstore.core;

/**
 * An action failed. On the server an action throws it to tell its caller why; on clients
 * the future of the call fails with it. What the action had done before, such as
 * mutations, stays done.
 */
public final class ActionFailedException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	/** The code of an action that took longer than the server lets it. */
	public static final String TIMED_OUT = "timed_out";

	/** The code of an action that ended with its server. */
	public static final String INTERRUPTED = "interrupted";

	private final String code;

	/**
	 * Fail with a code.
	 * @param code for programs: {@code [a-z][a-z0-9_]{0,63}}
	 * @param message for people, up to 1 KiB of UTF-8; longer ones are cut
	 */
	public ActionFailedException(String code, String message) {
		super(message);
		MutationRejectedException.checkCode(code);
		this.code = code;
	}

	/**
	 * Why, for programs.
	 * @return the application's own code or one of the protocol's
	 */
	public String code() {
		return this.code;
	}

	/**
	 * Why, for people.
	 * @return the message, never {@code null}
	 */
	@Override
	public String getMessage() {
		String message = super.getMessage();
		return (message != null) ? message : "";
	}

}
