package dev.syncedstore.test.junit;

import java.util.Optional;
import java.util.function.Supplier;

import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestServer;
import dev.syncedstore.test.world.TestWorld;
import dev.syncedstore.test.world.TestWorldBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Makes a world for each test. By {@link SyncedStoreTest @SyncedStoreTest}, or, where the
 * world needs a policy, ports or anything else, as a field:
 *
 * <pre class="code">
 * &#64;RegisterExtension
 * final TestWorldExtension worlds = TestWorldExtension
 *     .of(() -&gt; TestWorld.builder().mutators(TodoMutators.class).access(new TodoAccess()));
 * </pre>
 */
public final class TestWorldExtension implements ParameterResolver, AfterEachCallback, TestExecutionExceptionHandler {

	private static final Namespace NAMESPACE = Namespace.create(TestWorldExtension.class);

	private final @Nullable Supplier<TestWorldBuilder> description;

	/** Called by JUnit. */
	TestWorldExtension() {
		this.description = null;
	}

	private TestWorldExtension(Supplier<TestWorldBuilder> description) {
		this.description = description;
	}

	/**
	 * An extension that makes worlds to a description.
	 * @param description describes one world, anew for each test
	 * @return the extension
	 */
	public static TestWorldExtension of(Supplier<TestWorldBuilder> description) {
		return new TestWorldExtension(description);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == TestWorld.class || type == TestServer.class
				|| (type == TestClient.class && parameter.isAnnotated(User.class));
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		TestWorld world = world(context);
		Class<?> type = parameter.getParameter().getType();
		if (type == TestWorld.class) {
			return world;
		}
		Optional<User> user = parameter.findAnnotation(User.class);
		return user.<Object>map((found) -> world.client(found.value(), found.device())).orElseGet(world::server);
	}

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable throwable) throws Throwable {
		TestWorld world = existing(context);
		if (world != null) {
			throwable.addSuppressed(new TestWorldStory(world.toString()));
		}
		throw throwable;
	}

	@Override
	public void afterEach(ExtensionContext context) {
		TestWorld world = existing(context);
		if (world != null) {
			world.close();
		}
	}

	private TestWorld world(ExtensionContext context) {
		TestWorld existing = existing(context);
		if (existing != null) {
			return existing;
		}
		TestWorld made = describe(context).start();
		context.getStore(NAMESPACE).put(TestWorld.class, made);
		return made;
	}

	private static @Nullable TestWorld existing(ExtensionContext context) {
		return context.getStore(NAMESPACE).get(TestWorld.class, TestWorld.class);
	}

	private TestWorldBuilder describe(ExtensionContext context) {
		if (this.description != null) {
			return this.description.get();
		}
		SyncedStoreTest annotation = null;
		for (Class<?> type = context.getRequiredTestClass(); type != null
				&& annotation == null; type = type.getEnclosingClass()) {
			annotation = type.getAnnotation(SyncedStoreTest.class);
		}
		if (annotation == null) {
			throw new ParameterResolutionException(
					"Annotate the test class with @SyncedStoreTest(mutators = ...) or register the extension as a field");
		}
		return TestWorld.builder().mutators(annotation.mutators());
	}

	/**
	 * Comes with a failure, to tell what happened before it.
	 */
	static final class TestWorldStory extends RuntimeException {

		private static final long serialVersionUID = 1L;

		TestWorldStory(String story) {
			super(story, null, false, false);
		}

		@Override
		public String toString() {
			return String.valueOf(getMessage());
		}

	}

}
