package dev.syncedstore.autoconfigure.security;

import dev.syncedstore.server.access.ConnectAuthenticator;
import dev.syncedstore.server.access.CredentialsExpiry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * Auto-configuration of what Spring Security contributes to pokes. For push and pull the
 * application's filter chain does everything.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ AuthenticationManager.class, AuthenticationConfiguration.class })
@ConditionalOnBooleanProperty(name = "synced-store.enabled", matchIfMissing = true)
public final class SyncedStoreSecurityAutoConfiguration {

	@Bean
	ConnectAuthenticator syncedStoreBasicConnectAuthenticator(ObjectProvider<AuthenticationManager> manager,
			ObjectProvider<AuthenticationConfiguration> configuration) {
		return new BasicConnectAuthenticator(manager, configuration);
	}

	/**
	 * Bearer tokens, where the application is a resource server.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ JwtDecoder.class, JwtAuthenticationProvider.class })
	static class BearerTokens {

		@Bean
		ConnectAuthenticator syncedStoreBearerConnectAuthenticator(ObjectProvider<JwtDecoder> decoder,
				ObjectProvider<Converter<Jwt, ? extends AbstractAuthenticationToken>> converter) {
			return new BearerConnectAuthenticator(decoder, converter);
		}

	}

	/**
	 * When tokens expire.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(AbstractOAuth2TokenAuthenticationToken.class)
	static class TokenExpiry {

		@Bean
		@ConditionalOnMissingBean
		CredentialsExpiry syncedStoreCredentialsExpiry() {
			return (principal) -> (principal instanceof AbstractOAuth2TokenAuthenticationToken<?> token)
					? token.getToken().getExpiresAt() : null;
		}

	}

}
