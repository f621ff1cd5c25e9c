package dev.syncedstore.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.syncedstore.core.PortUnavailableException;
import dev.syncedstore.core.mutation.ServerPorts;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The beans of the application's as ports. They are looked up when a mutator calls them,
 * so that they may themselves depend on synced stores. Thread-safe.
 */
final class BeanPorts implements ServerPorts {

	private final ListableBeanFactory beanFactory;

	private final Map<Class<?>, ObjectProvider<?>> providers = new ConcurrentHashMap<>();

	BeanPorts(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public <P> @Nullable P find(Class<P> port) {
		try {
			Object bean = this.providers.computeIfAbsent(port, this.beanFactory::getBeanProvider).getIfAvailable();
			return port.cast(bean);
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw new PortUnavailableException(port, "There are several beans of port " + port.getName() + ": "
					+ ex.getBeanNamesFound() + ". Mark one of them as @Primary");
		}
	}

}
