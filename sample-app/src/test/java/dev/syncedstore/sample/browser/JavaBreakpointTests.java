package dev.syncedstore.sample.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.teavm.JavaSourceMap;
import dev.syncedstore.sample.teavm.JavaSourceMap.Mapping;
import dev.syncedstore.sample.todo.TodoMutators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A breakpoint in Java, set by the means of the browser's developer tools.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class JavaBreakpointTests {

	private static final Path SOURCE = Path.of("src/main/java/dev/syncedstore/sample/todo/TodoMutators.java");

	private static final String STATEMENT = "new Todo(args.text(), args.completed(), args.position())";

	private final Chromium chromium;

	private final int port;

	private final JavaSourceMap map = JavaSourceMap.of("todo");

	private final List<String> mapsOfScripts = new ArrayList<>();

	private final List<Integer> stops = new ArrayList<>();

	JavaBreakpointTests(Chromium chromium, @LocalServerPort int port) {
		this.chromium = chromium;
		this.port = port;
	}

	@Test
	void theBrowserStopsAtALineOfJava() throws Exception {
		NewContextOptions options = new NewContextOptions().setServiceWorkers(ServiceWorkerPolicy.BLOCK);
		TodoPage alice = TodoPage.open(this.chromium, options, "http://localhost:" + this.port + "/lists/breakpoint");
		CDPSession tools = alice.context().newCDPSession(alice.page());
		tools.on("Debugger.scriptParsed", this::parsed);
		tools.on("Debugger.paused", (stop) -> {
			this.stops.add(javaLine(stop));
			tools.send("Debugger.resume");
		});
		tools.send("Debugger.enable");
		alice.signIn("alice", "alice").waitUntilLive();
		assertThat(this.mapsOfScripts).contains(this.map.module() + ".map");
		assertThat(alice.page()
			.evaluate("(map) => fetch('/synced-store/mutators/' + map).then(({ status }) => status)",
					this.map.module() + ".map"))
			.isEqualTo(200);
		int line = Files.readAllLines(SOURCE)
			.indexOf(Files.readAllLines(SOURCE)
				.stream()
				.filter((each) -> each.contains(STATEMENT))
				.findFirst()
				.orElseThrow()) + 1;
		tools.send("Debugger.setBreakpointByUrl", breakpoint(line));
		alice.add("Buy milk");
		assertThat(alice.texts()).hasText("Buy milk");
		assertThat(this.stops).isNotEmpty().containsOnly(line);
	}

	private void parsed(JsonObject script) {
		if (script.get("url").getAsString().endsWith("/" + this.map.module())) {
			this.mapsOfScripts.add(script.get("sourceMapURL").getAsString());
		}
	}

	private JsonObject breakpoint(int javaLine) {
		Mapping place = this.map.of(TodoMutators.class)
			.stream()
			.filter((mapping) -> mapping.javaLine() == javaLine)
			.findFirst()
			.orElseThrow();
		JsonObject result = new JsonObject();
		result.addProperty("urlRegex", ".*/" + this.map.module().replace(".", "\\."));
		result.addProperty("lineNumber", place.line());
		result.addProperty("columnNumber", place.column());
		return result;
	}

	/** What the developer tools show: the line of the last mapping before the place. */
	private int javaLine(JsonObject stop) {
		JsonObject place = stop.getAsJsonArray("callFrames").get(0).getAsJsonObject().getAsJsonObject("location");
		int line = place.get("lineNumber").getAsInt();
		int column = place.get("columnNumber").getAsInt();
		return this.map.of(TodoMutators.class)
			.stream()
			.filter((mapping) -> mapping.line() == line && mapping.column() <= column)
			.reduce((one, other) -> other)
			.orElseThrow()
			.javaLine();
	}

}
