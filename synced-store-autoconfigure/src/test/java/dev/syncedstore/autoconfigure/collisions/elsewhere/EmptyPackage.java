package dev.syncedstore.autoconfigure.collisions.elsewhere;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Configuration;

/**
 * Stands for an application whose package has no entities.
 */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
public class EmptyPackage {

}
