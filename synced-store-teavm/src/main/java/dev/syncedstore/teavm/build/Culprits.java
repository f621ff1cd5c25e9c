package dev.syncedstore.teavm.build;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.teavm.callgraph.CallGraphNode;
import org.teavm.callgraph.CallSite;
import org.teavm.dependency.DependencyInfo;
import org.teavm.model.MethodReference;

/**
 * What makes a module large, and which of the application's methods lead to it.
 */
final class Culprits {

	/** What is known to be large, with what it costs about, in kilobytes with gzip. */
	private static final Map<String, String> LARGE = large();

	private Culprits() {
	}

	static List<String> find(DependencyInfo info) {
		Map<String, Set<MethodReference>> reached = new LinkedHashMap<>();
		for (MethodReference method : info.getReachableMethods()) {
			if (LARGE.containsKey(method.getClassName())) {
				reached.computeIfAbsent(method.getClassName(), (name) -> new HashSet<>()).add(method);
			}
		}
		List<String> result = new ArrayList<>();
		LARGE.forEach((type, description) -> {
			Set<MethodReference> methods = reached.get(type);
			if (methods != null) {
				String user = user(info, methods);
				result.add(description + ((user != null) ? ", reached from " + user : ""));
			}
		});
		return result;
	}

	/** The application's method that is nearest. */
	private static @Nullable String user(DependencyInfo info, Set<MethodReference> methods) {
		Deque<MethodReference> waiting = new ArrayDeque<>(methods);
		Set<MethodReference> seen = new HashSet<>(methods);
		while (!waiting.isEmpty()) {
			MethodReference method = waiting.remove();
			if (!isLibrary(method.getClassName())) {
				return method.getClassName() + "." + method.getName();
			}
			CallGraphNode node = info.getCallGraph().getNode(method);
			if (node != null) {
				for (CallSite site : node.getCallerCallSites()) {
					for (CallGraphNode caller : site.getCallers()) {
						if (seen.add(caller.getMethod())) {
							waiting.add(caller.getMethod());
						}
					}
				}
			}
		}
		return null;
	}

	private static boolean isLibrary(String type) {
		return type.startsWith("java.") || type.startsWith("org.teavm.") || type.startsWith("dev.syncedstore.core.")
				|| type.startsWith("dev.syncedstore.teavm.") || type.startsWith("dev.syncedstore.generated.")
				|| type.endsWith(".SyncedStoreShapes") || type.contains(".SyncedStoreShapes$");
	}

	private static Map<String, String> large() {
		Map<String, String> result = new LinkedHashMap<>();
		result.put("java.time.format.DateTimeFormatterBuilder", "parsing or printing times (about 100 kB)");
		result.put("java.util.Formatter", "String.format (about 60 kB)");
		result.put("java.util.regex.Pattern", "regular expressions, also in split and replaceAll (about 40 kB)");
		result.put("java.math.BigDecimal", "BigDecimal (about 30 kB)");
		result.put("java.util.stream.Stream", "streams (about 10 kB)");
		result.put("org.teavm.classlib.impl.text.DoubleAnalyzer", "a double as text (about 16 kB)");
		result.put("java.util.TreeMap", "TreeMap (about 3 kB)");
		return result;
	}

}
