package dev.syncedstore.test.parity;

import java.util.List;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * GraalJS, in this process. On an ordinary JDK it interprets, which is slow.
 */
final class GraalJs implements JavaScript {

	private final Context context;

	private final Value functions;

	GraalJs(String mutators) {
		this.context = Context.newBuilder("js")
			.option("js.esm-eval-returns-exports", "true")
			.option("engine.WarnInterpreterOnly", "false")
			.allowExperimentalOptions(true)
			.build();
		try {
			Value make = this.context.eval("js", Scripts.parity());
			this.functions = make.execute(module("mutators", mutators), module("client", Scripts.client()));
		}
		catch (RuntimeException ex) {
			this.context.close();
			throw ex;
		}
	}

	@Override
	public List<List<String>> call(String function, List<List<String>> calls) {
		return Messages.read(this.functions.execute(function, Messages.write(calls)).asString());
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

}
