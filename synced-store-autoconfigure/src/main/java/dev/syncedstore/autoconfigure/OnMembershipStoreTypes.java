package dev.syncedstore.autoconfigure;

import java.util.List;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether a property says that some store types have members, as a list in whatever form.
 */
final class OnMembershipStoreTypes implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return !Binder.get(context.getEnvironment())
			.bind("synced-store.membership.store-types", Bindable.listOf(String.class))
			.orElse(List.of())
			.isEmpty();
	}

}
