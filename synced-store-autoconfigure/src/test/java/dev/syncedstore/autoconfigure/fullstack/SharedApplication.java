package dev.syncedstore.autoconfigure.fullstack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the {@link SecuredApplication}, started once for all tests, to those that ask for
 * a {@link TestApplication}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(SharedApplication.Resolver.class)
@interface SharedApplication {

	final class Resolver implements ParameterResolver {

		@Override
		public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
			return parameter.getParameter().getType() == TestApplication.class;
		}

		@Override
		public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
			// The store closes what it holds at the end.
			return context.getRoot()
				.getStore(ExtensionContext.Namespace.create(SharedApplication.class))
				.computeIfAbsent(TestApplication.class, (type) -> TestApplication.start(SecuredApplication.class),
						TestApplication.class);
		}

	}

}
