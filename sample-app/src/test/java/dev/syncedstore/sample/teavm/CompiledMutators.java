package dev.syncedstore.sample.teavm;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.teavm.backend.javascript.JSModuleType;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.EmptyTeaVMToolLog;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/**
 * Core's API and the todo mutators, compiled to a JavaScript module.
 *
 * @param file the module
 * @param classes the classes in it
 */
record CompiledMutators(Path file, Set<String> classes) {

	private static final String FILE = "mutators.js";

	static CompiledMutators compile(Path directory) throws TeaVMToolException {
		TeaVMTool tool = new TeaVMTool();
		tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
		tool.setJsModuleType(JSModuleType.ES2015);
		tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
		tool.setObfuscated(true);
		// Bad casts and indices throw, as on the JVM.
		tool.setStrict(true);
		tool.setMainClass(TodoExports.class.getName());
		tool.setClassLoader(CompiledMutators.class.getClassLoader());
		tool.setTargetDirectory(directory.toFile());
		tool.setTargetFileName(FILE);
		tool.setLog(new EmptyTeaVMToolLog());
		tool.generate();
		List<Problem> problems = tool.getProblemProvider().getSevereProblems();
		if (!problems.isEmpty()) {
			throw new AssertionError("Not for the browser: " + problems.stream().map(CompiledMutators::text).toList());
		}
		return new CompiledMutators(directory.resolve(FILE), new TreeSet<>(tool.getClasses()));
	}

	private static String text(Problem problem) {
		DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
		problem.render(text);
		return text.getText() + " in " + problem.getLocation().getMethod();
	}

}
