package dev.syncedstore.autoconfigure;

import dev.syncedstore.core.PortUnavailableException;
import dev.syncedstore.core.ServerClock;
import dev.syncedstore.core.ServerRandom;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.MutatorDefinition;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ClassUtils;

/**
 * Fails at start where a mutator calls a port that no bean, or more than one, implements.
 */
final class PortsCheck implements SmartInitializingSingleton {

	private final MutatorCatalog catalog;

	private final ListableBeanFactory beanFactory;

	PortsCheck(MutatorCatalog catalog, ListableBeanFactory beanFactory) {
		this.catalog = catalog;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		BeanPorts ports = new BeanPorts(this.beanFactory);
		this.catalog.storeTypes()
			.stream()
			.flatMap((type) -> this.catalog.mutators(type).values().stream())
			.filter(MutatorDefinition::isTransactional)
			.map((mutator) -> mutator.method().getDeclaringClass())
			.distinct()
			.forEach((mutatorsClass) -> check(mutatorsClass, ports));
	}

	private void check(Class<?> mutatorsClass, BeanPorts ports) {
		for (String name : CalledPorts.of(mutatorsClass)) {
			if (ClassUtils.isPresent(name, mutatorsClass.getClassLoader())) {
				check(mutatorsClass, ClassUtils.resolveClassName(name, mutatorsClass.getClassLoader()), ports);
			}
		}
	}

	private static void check(Class<?> mutatorsClass, Class<?> port, BeanPorts ports) {
		boolean builtIn = port == ServerClock.class || port == ServerRandom.class;
		if (ports.find(port) == null && !builtIn) {
			throw new PortUnavailableException(port,
					"There is no port " + port.getName() + ", which mutators of " + mutatorsClass.getName() + " call");
		}
	}

}
