package dev.syncedstore.autoconfigure;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.member.HookCatalog;
import dev.syncedstore.server.member.MemberDirectory;
import dev.syncedstore.server.member.MembershipRules;
import dev.syncedstore.server.member.Memberships;
import dev.syncedstore.server.member.SpaceHooks;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of spaces that have members, where a bean or a property says that
 * there are some, and of hooks.
 */
@AutoConfiguration(after = SyncedStoreAutoConfiguration.class)
@ConditionalOnBean(MutatorCatalog.class)
public final class SyncedStoreMembershipAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@Conditional(OnMembershipStoreTypes.class)
	MembershipRules syncedStoreMembershipRules(SyncedStoreProperties properties) {
		return MembershipRules.forStoreTypes(properties.membership().storeTypes());
	}

	@Bean
	@ConditionalOnBean(MembershipRules.class)
	MemberDirectory syncedStoreMemberDirectory(MembershipRules rules, VersionLog log, ValueCodecs codecs,
			SyncedStoreProperties properties) {
		return new MemberDirectory(rules, log, codecs, properties.access().recheck(), Clock.systemUTC());
	}

	@Bean
	@ConditionalOnBean(MembershipRules.class)
	Memberships syncedStoreMemberships(SyncEngine engine) {
		return engine.memberships();
	}

	@Bean
	HookCatalog syncedStoreHookCatalog(ListableBeanFactory beanFactory, MutatorCatalog mutators) {
		// They may depend on synced stores themselves, so they are made later.
		Map<Class<?>, Supplier<?>> beans = new LinkedHashMap<>();
		for (String name : beanFactory.getBeanNamesForAnnotation(SpaceHooks.class)) {
			Class<?> type = beanFactory.getType(name, false);
			if (type != null) {
				beans.put(type, () -> beanFactory.getBean(name));
			}
		}
		return HookCatalog.of(beans).within(mutators.storeTypes());
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SyncEngineCustomizer syncedStoreMembershipCustomizer(ObjectProvider<MembershipRules> rules, HookCatalog hooks) {
		return (builder) -> {
			builder.hooks(hooks);
			rules.ifAvailable(builder::members);
		};
	}

}
