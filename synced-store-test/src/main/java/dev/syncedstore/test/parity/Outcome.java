package dev.syncedstore.test.parity;

import java.util.Set;

/**
 * What one call of a mutator came to, on either side.
 *
 * @param kind whether it was applied, refused, or failed
 * @param code the code of a refusal
 * @param detail the changes, as JSON that is written the same on both sides, or the
 * message of a refusal
 */
record Outcome(Kind kind, String code, String detail) {

	/** The application doesn't word these, and both sides may word them differently. */
	private static final Set<String> WORDED_BY_THE_CLIENT = Set.of("invalid_value", "invalid_key", "key_too_large",
			"value_too_large", "args_too_large");

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

	boolean isSameAs(Outcome other) {
		if (this.kind != other.kind || !this.code.equals(other.code)) {
			return false;
		}
		if (this.kind == Kind.FAILED || WORDED_BY_THE_CLIENT.contains(this.code)) {
			return true;
		}
		return this.code.equals("invalid_args") ? field().equals(other.field()) : this.detail.equals(other.detail);
	}

	/** Applications may have messages of their own for constraints. */
	private String field() {
		int end = this.detail.indexOf(": ");
		return (end >= 0) ? this.detail.substring(0, end) : "";
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
