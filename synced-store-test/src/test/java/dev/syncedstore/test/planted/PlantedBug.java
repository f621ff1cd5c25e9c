package dev.syncedstore.test.planted;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Arrays;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;

import static net.bytebuddy.matcher.ElementMatchers.named;

/**
 * A bug in a method of the product, as long as it is planted. It is inlined into the byte
 * code of the running test; the sources know nothing of it.
 */
final class PlantedBug implements AutoCloseable {

	private static final Instrumentation INSTRUMENTATION = ByteBuddyAgent.install();

	private final Class<?> type;

	private PlantedBug(Class<?> type) {
		this.type = type;
	}

	/**
	 * Plant a bug.
	 * @param type the name of the class
	 * @param method the method
	 * @param advice what happens there
	 */
	static PlantedBug in(String type, String method, Class<?> advice) {
		Class<?> target;
		try {
			target = Class.forName(type);
		}
		catch (ClassNotFoundException ex) {
			throw new AssertionError("The bug has to move with the class", ex);
		}
		if (Arrays.stream(target.getDeclaredMethods()).noneMatch((one) -> one.getName().equals(method))) {
			throw new AssertionError("The bug has to move with the method " + method + " of " + target);
		}
		new ByteBuddy().redefine(target)
			.visit(Advice.to(advice).on(named(method)))
			.make()
			.load(target.getClassLoader(), strategy());
		return new PlantedBug(target);
	}

	/** Weed it out. */
	@Override
	public void close() {
		try {
			strategy().reset(this.type);
		}
		catch (IOException ex) {
			throw new AssertionError("The bug is still there", ex);
		}
	}

	private static ClassReloadingStrategy strategy() {
		return ClassReloadingStrategy.of(INSTRUMENTATION);
	}

}
