package dev.syncedstore.embedded;

import java.net.URL;
import java.security.CodeSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Matches when the property says so, and without it when the application's own classes
 * lie unpacked in a folder, as a build or an editor leaves them. A packaged jar is on its
 * way to production, where a forgotten database URL has to fail instead of filling a
 * folder beside the jar.
 */
final class OnDevelopment extends SpringBootCondition implements ConfigurationCondition {

	private static final String ENABLED = "synced-store.embedded-postgres.enabled";

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Embedded PostgreSQL");
		Environment environment = context.getEnvironment();
		if (environment.containsProperty(ENABLED)) {
			boolean enabled = environment.getRequiredProperty(ENABLED, Boolean.class);
			return new ConditionOutcome(enabled, message.because(ENABLED + " is " + enabled));
		}
		if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			// Decided now, for the jar that is being built.
			return ConditionOutcome.noMatch(message.because("the application is being packaged, set " + ENABLED));
		}
		Class<?> packaged = packagedApplication(context.getBeanFactory());
		if (packaged != null) {
			return ConditionOutcome
				.noMatch(message.because(packaged.getName() + " comes from a packaged jar, set " + ENABLED));
		}
		return ConditionOutcome.match(message.because("the application's classes are unpacked"));
	}

	private @Nullable Class<?> packagedApplication(@Nullable ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory == null) {
			return null;
		}
		for (String name : beanFactory.getBeanNamesForAnnotation(EnableAutoConfiguration.class)) {
			Class<?> type = beanFactory.getType(name, false);
			if (type != null && isPackaged(ClassUtils.getUserClass(type))) {
				return ClassUtils.getUserClass(type);
			}
		}
		return null;
	}

	private boolean isPackaged(Class<?> type) {
		CodeSource source = type.getProtectionDomain().getCodeSource();
		URL location = (source != null) ? source.getLocation() : null;
		return location == null || isPackaged(location.toString());
	}

	/**
	 * Whether classes loaded from there belong to a packaged application.
	 * @param location of a code source: a folder ends with a slash, a jar doesn't, a jar
	 * within a jar has an exclamation mark, and an exploded one keeps its inner folders
	 */
	static boolean isPackaged(String location) {
		return !location.startsWith("file:") || !location.endsWith("/") || location.contains("/BOOT-INF/")
				|| location.contains("/WEB-INF/");
	}

}
