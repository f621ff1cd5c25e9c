package dev.syncedstore.server.log;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ForwardingTests {

	/** A default that is not forwarded is a decorator that forgets something. */
	@ParameterizedTest
	@MethodSource
	void everyMethodIsForwarded(Class<?> type, Class<?> forwarding) {
		assertThat(Arrays.stream(type.getMethods()).filter((method) -> !Modifier.isStatic(method.getModifiers())))
			.isNotEmpty()
			.allSatisfy((method) -> assertThat(owner(forwarding, method)).as(method.toString()).isFalse());
	}

	private static boolean owner(Class<?> forwarding, Method method) throws NoSuchMethodException {
		return forwarding.getMethod(method.getName(), method.getParameterTypes()).getDeclaringClass().isInterface();
	}

	static Stream<Arguments> everyMethodIsForwarded() {
		return Stream.of(Arguments.of(SpaceSnapshot.class, ForwardingSnapshot.class),
				Arguments.of(LockedSpace.class, ForwardingLockedSpace.class),
				Arguments.of(VersionLog.class, ForwardingVersionLog.class));
	}

}
