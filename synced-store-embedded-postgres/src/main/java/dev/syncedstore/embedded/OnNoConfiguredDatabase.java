package dev.syncedstore.embedded;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches while no property names a database. A bean that does is the business of
 * {@code @ConditionalOnMissingBean}.
 */
final class OnNoConfiguredDatabase extends SpringBootCondition {

	private static final List<String> DATABASE_PROPERTIES = List.of("spring.datasource.url",
			"spring.datasource.jndi-name", "spring.datasource.xa.data-source-class-name");

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("No configured database");
		for (String property : DATABASE_PROPERTIES) {
			if (context.getEnvironment().containsProperty(property)) {
				return ConditionOutcome.noMatch(message.found("property").items(property));
			}
		}
		return ConditionOutcome.match(message.because("no property names one"));
	}

}
