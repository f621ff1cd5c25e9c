package dev.syncedstore.autoconfigure.security;

import dev.syncedstore.server.Actor;
import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.CallerContextSource;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Takes along who is signed in. Only the authentication is taken, not the context of the
 * request, which ends with it. Thread-safe.
 */
final class SecurityCallerContexts implements CallerContextSource {

	private final ActorAuthentication actors;

	SecurityCallerContexts(ActorAuthentication actors) {
		this.actors = actors;
	}

	@Override
	public CallerContext current() {
		return context(SecurityContextHolder.getContext().getAuthentication());
	}

	@Override
	public CallerContext of(Actor actor) {
		return context(this.actors.authentication(actor));
	}

	private static CallerContext context(@Nullable Authentication authentication) {
		return () -> {
			SecurityContextHolderStrategy holder = SecurityContextHolder.getContextHolderStrategy();
			SecurityContext before = holder.getContext();
			SecurityContext context = holder.createEmptyContext();
			context.setAuthentication(authentication);
			holder.setContext(context);
			return () -> restore(holder, before);
		};
	}

	private static void restore(SecurityContextHolderStrategy holder, SecurityContext before) {
		if (before.getAuthentication() != null) {
			holder.setContext(before);
		}
		else {
			holder.clearContext();
		}
	}

}
