package dev.syncedstore.autoconfigure.security;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.server.CallerContextSource;
import dev.syncedstore.server.RejectionTranslator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Auto-configuration of what Spring Security contributes to mutators: who is signed in,
 * and what becomes of a mutation whose services deny access.
 */
@AutoConfiguration
@ConditionalOnClass({ SecurityContextHolder.class, AccessDeniedException.class })
@ConditionalOnBooleanProperty(name = "synced-store.enabled", matchIfMissing = true)
public final class SyncedStoreCallerAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ActorAuthentication syncedStoreActorAuthentication() {
		return (actor) -> UsernamePasswordAuthenticationToken.authenticated(actor.userId(), null,
				AuthorityUtils.createAuthorityList(ActorAuthentication.AUTHORITY));
	}

	@Bean
	CallerContextSource syncedStoreSecurityCallerContexts(ActorAuthentication actors) {
		return new SecurityCallerContexts(actors);
	}

	@Bean
	RejectionTranslator syncedStoreAccessDeniedTranslator() {
		return (failure) -> (failure instanceof AccessDeniedException)
				? new MutationRejectedException(RejectionCode.ACCESS_DENIED, "The user may not do what was asked for")
				: null;
	}

}
