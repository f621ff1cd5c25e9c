package dev.syncedstore.sample.member;

import jakarta.validation.constraints.Pattern;

/**
 * Invite people by a link.
 *
 * @param token what nobody can guess, made by the page
 * @param role the role that they get
 * @param expires until when, in milliseconds since 1970
 */
public record Invite(@Pattern(regexp = "[A-Za-z0-9_-]{22,64}") String token,
		@Pattern(regexp = "admin|editor|viewer") String role, long expires) {
}
