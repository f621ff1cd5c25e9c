package dev.syncedstore.core.protocol;

import java.util.List;
import java.util.Map;

/**
 * The body of a failed request (RFC 9457).
 *
 * @param status the HTTP status
 * @param code why, for programs: one of {@link ProblemCode}, or something unknown
 * @param detail why, for people
 * @param members what the code brings besides, such as {@code last_mutation_id}: strings
 * and whole numbers by their names on the wire, and {@code rejected_mutations}
 */
public record Problem(int status, String code, String detail, Map<String, Object> members) {

	/** The member that tells of rejections. */
	public static final String REJECTED_MUTATIONS = "rejected_mutations";

	public Problem {
		members = Map.copyOf(members);
	}

	/**
	 * A problem without further members.
	 * @param code why, for programs
	 * @param detail why, for people
	 * @return the problem
	 */
	public static Problem of(ProblemCode code, String detail) {
		return new Problem(code.status(), code.code(), detail, Map.of());
	}

	/**
	 * A problem with one further member.
	 * @param code why, for programs
	 * @param detail why, for people
	 * @param name the member's name
	 * @param value the member's value
	 * @return the problem
	 */
	public static Problem of(ProblemCode code, String detail, String name, Object value) {
		return new Problem(code.status(), code.code(), detail, Map.of(name, value));
	}

	/**
	 * Whether the problem has a code.
	 * @param candidate the code
	 * @return {@code true} if it is this one
	 */
	public boolean is(ProblemCode candidate) {
		return this.code.equals(candidate.code());
	}

	/**
	 * The rejections among the members.
	 * @return the rejections, empty if the problem does not tell of any
	 */
	public List<RejectedMutation> rejectedMutations() {
		return (this.members.get(REJECTED_MUTATIONS) instanceof List<?> rejections)
				? rejections.stream().map(RejectedMutation.class::cast).toList() : List.of();
	}

	/**
	 * A whole number among the members.
	 * @param name the member's name
	 * @param otherwise what to return if there is none
	 * @return the number
	 */
	public long number(String name, long otherwise) {
		return (this.members.get(name) instanceof Number number) ? number.longValue() : otherwise;
	}

}
