package dev.syncedstore.test.parity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;

/**
 * A space in JavaScript: the compiled mutators, run by the code of the browser client.
 */
final class BrowserSide implements AutoCloseable {

	private final JavaScript javaScript;

	BrowserSide(JavaScript javaScript) {
		this.javaScript = javaScript;
	}

	/** The names of the mutators that were compiled. */
	Set<String> mutators() {
		return new TreeSet<>(this.javaScript.call("names", List.of()).get(0));
	}

	/** Arguments that are a little wrong. */
	List<String> spoiled(List<Spoiling> spoilings) {
		List<List<String>> calls = spoilings.stream()
			.map((each) -> List.of(each.args(), String.valueOf(each.where()), String.valueOf(each.how())))
			.toList();
		return calls.isEmpty() ? List.of() : this.javaScript.call("spoiled", calls).get(0);
	}

	/**
	 * Run all calls of a space that is empty.
	 * @param calls the calls
	 * @param changes what each has changed on the JVM, to be written in the same way
	 * @return what they came to here, and what they changed there
	 */
	List<Both> run(List<Call> calls, List<Collection<Patch>> changes) {
		List<List<String>> requests = new ArrayList<>();
		for (int i = 0; i < calls.size(); i++) {
			Call call = calls.get(i);
			List<String> request = new ArrayList<>(List.of(call.mutator().name(), call.args(), call.user()));
			for (Patch change : changes.get(i)) {
				StoredValue value = change.value();
				request.add(change.key());
				request.add((value != null) ? value.json() : "");
			}
			requests.add(request);
		}
		return this.javaScript.call("run", requests)
			.stream()
			.map((answer) -> new Both(outcome(answer.get(0), answer.get(1), answer.get(2)), answer.get(3)))
			.toList();
	}

	private static Outcome outcome(String kind, String code, String detail) {
		return switch (kind) {
			case "applied" -> Outcome.applied(detail);
			case "rejected" -> Outcome.rejected(code, detail);
			default -> Outcome.failed(detail);
		};
	}

	@Override
	public void close() {
		this.javaScript.close();
	}

	/**
	 * How to spoil arguments.
	 *
	 * @param args the arguments
	 * @param where at which place, modulo how many there are
	 * @param how by what, modulo how much there is
	 */
	record Spoiling(String args, int where, int how) {
	}

	/**
	 * The answer to a call.
	 *
	 * @param here what it came to in JavaScript
	 * @param changesOfJava what it changed on the JVM, written as JavaScript writes
	 */
	record Both(Outcome here, String changesOfJava) {
	}

}
