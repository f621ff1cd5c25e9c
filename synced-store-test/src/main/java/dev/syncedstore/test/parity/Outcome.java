package dev.syncedstore.test.parity;

/**
 * What one call of a mutator came to, on either side.
 *
 * @param kind whether it was applied, refused, or failed
 * @param code the code of a refusal
 * @param detail the changes, as JSON that is written the same on both sides, or the
 * message of a refusal
 */
record Outcome(Kind kind, String code, String detail) {

	enum Kind {

		APPLIED, REJECTED, FAILED

	}

	static Outcome applied(String changes) {
		return new Outcome(Kind.APPLIED, "", changes);
	}

	static Outcome rejected(String code, String message) {
		return new Outcome(Kind.REJECTED, code, message);
	}

	static Outcome failed(String problem) {
		return new Outcome(Kind.FAILED, "", problem);
	}

	/**
	 * Whether both sides came to the same: the same changes, or the same refusal, with
	 * its message, which says where. What a mutator threw besides is not compared, for
	 * the JVM words its own exceptions in its own way, and the server tells nobody.
	 */
	boolean isSameAs(Outcome other) {
		return this.kind == other.kind
				&& (this.kind == Kind.FAILED || (this.code.equals(other.code) && this.detail.equals(other.detail)));
	}

	@Override
	public String toString() {
		return switch (this.kind) {
			case APPLIED -> "changes " + this.detail;
			case REJECTED -> "rejects " + this.code + " (" + this.detail + ")";
			case FAILED -> "fails: " + this.detail;
		};
	}

}
