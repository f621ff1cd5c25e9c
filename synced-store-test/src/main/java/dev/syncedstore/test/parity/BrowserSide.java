package dev.syncedstore.test.parity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Stream;

import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * A space in JavaScript: the compiled mutators, run by the code of the browser client.
 */
final class BrowserSide implements AutoCloseable {

	private static final String CLIENT = "dev/syncedstore/client/js/index.js";

	private static final String SCRIPT = "dev/syncedstore/test/parity/parity.js";

	private final Context context;

	private final Value space;

	BrowserSide(String module) {
		this.context = Context.newBuilder("js")
			.option("js.esm-eval-returns-exports", "true")
			.option("engine.WarnInterpreterOnly", "false")
			.allowExperimentalOptions(true)
			.build();
		try {
			Value make = this.context.eval("js", text(SCRIPT));
			this.space = make.execute(module("mutators", module), module("client", text(CLIENT)));
		}
		catch (RuntimeException ex) {
			this.context.close();
			throw ex;
		}
	}

	boolean has(String mutator) {
		return this.space.invokeMember("has", mutator).asBoolean();
	}

	void begin() {
		this.space.invokeMember("begin");
	}

	Outcome run(String mutator, String args, String user) {
		Value result = this.space.invokeMember("run", mutator, args, user);
		String detail = result.getArrayElement(2).asString();
		return switch (result.getArrayElement(0).asString()) {
			case "applied" -> Outcome.applied(detail);
			case "rejected" -> Outcome.rejected(result.getArrayElement(1).asString(), detail);
			default -> Outcome.failed(detail);
		};
	}

	/** Changes of the JVM's, written as JavaScript writes its own. */
	String written(Collection<Patch> changes) {
		Object[] keysAndValues = changes.stream().flatMap((change) -> {
			StoredValue value = change.value();
			return Stream.of(change.key(), (value != null) ? value.json() : "");
		}).toArray();
		return this.space.getMember("written").execute(keysAndValues).asString();
	}

	/** Arguments that are a little wrong. */
	String spoiled(String args, int where, int how) {
		return this.space.invokeMember("spoiled", args, where, how).asString();
	}

	@Override
	public void close() {
		this.context.close();
	}

	private Value module(String name, String text) {
		return this.context.eval(Source.newBuilder("js", text, name + ".mjs")
			.mimeType("application/javascript+module")
			.cached(false)
			.buildLiteral());
	}

	/** A file of the class path. */
	static String text(String file) {
		try (InputStream in = BrowserSide.class.getClassLoader().getResourceAsStream(file)) {
			if (in == null) {
				throw new IllegalStateException("There is no " + file + " on the class path of the tests");
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
