package dev.syncedstore.core;

/**
 * A mutation was refused: by the mutator itself, by the validation of its arguments or of
 * what it writes, or by the server. It has had no effect.
 */
public final class MutationRejectedException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	/** The code of a rejection for which the application gave none of its own. */
	public static final String REJECTED = "rejected";

	private static final int MAX_CODE_LENGTH = 64;

	private final String code;

	/**
	 * Refuse without a code of one's own.
	 * @param message for people
	 */
	public MutationRejectedException(String message) {
		this(REJECTED, message);
	}

	/**
	 * Refuse with a code.
	 * @param code for programs: {@code [a-z][a-z0-9_]{0,63}}
	 * @param message for people
	 */
	public MutationRejectedException(String code, String message) {
		super(message);
		checkCode(code);
		this.code = code;
	}

	/**
	 * Why, for programs.
	 * @return one of the protocol's codes or the application's own
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

	static void checkCode(String code) {
		if (!isCode(code)) {
			throw new IllegalArgumentException("'" + code + "' can't be the code of a refusal: it must be a "
					+ "lower-case letter, followed by at most 63 lower-case letters, digits and '_'");
		}
	}

	private static boolean isCode(String code) {
		if (code.isEmpty() || code.length() > MAX_CODE_LENGTH || code.charAt(0) < 'a' || code.charAt(0) > 'z') {
			return false;
		}
		for (int i = 1; i < code.length(); i++) {
			char c = code.charAt(i);
			if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
				return false;
			}
		}
		return true;
	}

}
