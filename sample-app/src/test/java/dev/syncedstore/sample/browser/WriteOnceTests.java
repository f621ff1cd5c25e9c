package dev.syncedstore.sample.browser;

import java.io.File;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.Table;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.todo.Todo;
import dev.syncedstore.teavm.build.BuildSettings;
import dev.syncedstore.teavm.build.BuiltModule;
import dev.syncedstore.teavm.build.MutatorsBuild;
import dev.syncedstore.teavm.build.SourceMaps;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * One line of the todo list's mutators is changed, and built anew.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
@Expect(Noise.SERVER_AWAY)
class WriteOnceTests {

	private static final String LINE = "new Todo(args.text(), args.completed(), args.position())";

	private static final String CHANGED = "new Todo(args.text() + \"!\", args.completed(), args.position())";

	private static final Path SOURCES = Path.of("src/main/java/dev/syncedstore/sample/todo");

	private final Chromium chromium;

	private final int port;

	@TempDir
	private Path folder;

	WriteOnceTests(Chromium chromium, @LocalServerPort int port) {
		this.chromium = chromium;
		this.port = port;
	}

	@Test
	void oneChangedLineOfJavaChangesTheBrowserTheJavaClientAndTheServer() throws Exception {
		Path classes = compileVariant();
		theJavaClientAndTheServerDoTheNew(classes);
		BuiltModule module = new MutatorsBuild(settings(classes)).run().get(0);
		thePageDoesTheNewAtOnceAndHearsThatTheServerHasOthers(module);
	}

	private void theJavaClientAndTheServerDoTheNew(Path classes) throws Exception {
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() });
				TestWorld world = TestWorld.of(loader.loadClass("dev.syncedstore.sample.variant.TodoMutators"))) {
			Constructor<?> addTodo = loader.loadClass("dev.syncedstore.sample.variant.AddTodo")
				.getDeclaredConstructors()[0];
			TestClient alice = world.client("alice");
			alice.goOffline();
			alice.mutate("addTodo", (Record) addTodo.newInstance("t1", "Buy milk", false, null));
			assertThat(alice.query(WriteOnceTests::texts)).containsExactly("Buy milk!");
			alice.goOnline();
			world.settle();
			assertThat(world.server().query(WriteOnceTests::texts)).containsExactly("Buy milk!");
		}
	}

	private void thePageDoesTheNewAtOnceAndHearsThatTheServerHasOthers(BuiltModule module) throws Exception {
		String script = Files.readString(module.file());
		NewContextOptions options = new NewContextOptions().setServiceWorkers(ServiceWorkerPolicy.BLOCK);
		TodoPage alice = TodoPage.open(this.chromium, options, "http://localhost:" + this.port + "/lists/write-once");
		alice.context()
			.route("**/synced-store/mutators/todo-*.js", (route) -> route
				.fulfill(new Route.FulfillOptions().setContentType("text/javascript").setBody(script)));
		alice.context().route("**/push", Route::abort);
		alice.signIn("alice", "alice").waitUntilLive();
		alice.add("Buy milk");
		assertThat(alice.texts()).hasText("Buy milk!");
		assertThat(alice.page().getByText("There is a newer version of this page.").first()).isVisible();
	}

	private static List<String> texts(ReadContext ctx) {
		return ctx.table(Table.of("todos", Todo.class)).scan().stream().map((entry) -> entry.value().text()).toList();
	}

	/** In a package of its own, for the classes of the other are here, too. */
	private Path compileVariant() throws Exception {
		List<String> arguments = new ArrayList<>(
				List.of("-d", this.folder.resolve("classes").toString(), "-proc:none", "-nowarn", "-parameters"));
		try (Stream<Path> files = Files.list(SOURCES)) {
			for (Path file : files.toList()) {
				String text = Files.readString(file)
					.replace("dev.syncedstore.sample.todo", "dev.syncedstore.sample.variant");
				Path copy = this.folder.resolve("sources").resolve(file.getFileName());
				Files.createDirectories(copy.getParent());
				Files.writeString(copy, text.replace(LINE, CHANGED));
				arguments.add(copy.toString());
			}
		}
		assertThat(Files.readString(this.folder.resolve("sources/TodoMutators.java"))).contains(CHANGED);
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
		return this.folder.resolve("classes");
	}

	private BuildSettings settings(Path classes) {
		List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.toList();
		return new BuildSettings(classes, classPath, List.of(), this.folder.resolve("modules"),
				this.folder.resolve("work"), Set.of(), SourceMaps.NONE);
	}

}
