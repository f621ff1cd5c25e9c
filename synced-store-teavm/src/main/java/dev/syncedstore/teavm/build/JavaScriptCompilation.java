package dev.syncedstore.teavm.build;

import java.nio.file.Path;
import java.util.List;

import org.teavm.backend.javascript.JSModuleType;
import org.teavm.dependency.DependencyInfo;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.model.CallLocation;
import org.teavm.tooling.EmptyTeaVMToolLog;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/**
 * Compiles classes to a JavaScript module.
 */
final class JavaScriptCompilation {

	private static final int MAX_PROBLEMS = 10;

	private JavaScriptCompilation() {
	}

	/**
	 * Compile.
	 * @param mainClass exports functions
	 * @param loader has all classes
	 * @param file the module to write
	 * @param sourceMaps whether to write a source map beside it
	 * @return what the module depends on
	 */
	static DependencyInfo compile(String mainClass, ClassLoader loader, Path file, boolean sourceMaps) {
		TeaVMTool tool = new TeaVMTool();
		tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
		tool.setJsModuleType(JSModuleType.ES2015);
		tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
		tool.setObfuscated(true);
		// Bad casts and indices throw, as on the JVM.
		tool.setStrict(true);
		tool.setSourceMapsFileGenerated(sourceMaps);
		tool.setMainClass(mainClass);
		tool.setClassLoader(loader);
		tool.setTargetDirectory(file.toAbsolutePath().resolveSibling("").toFile());
		tool.setTargetFileName(file.getFileName().toString());
		tool.setLog(new EmptyTeaVMToolLog());
		try {
			tool.generate();
		}
		catch (TeaVMToolException | RuntimeException ex) {
			throw new BuildException("The mutators can't be compiled for the browser: " + ex, ex);
		}
		List<Problem> problems = tool.getProblemProvider().getSevereProblems();
		if (!problems.isEmpty()) {
			throw new BuildException("The mutators can't be compiled for the browser:\n" + String.join("\n",
					problems.stream().map(JavaScriptCompilation::text).distinct().limit(MAX_PROBLEMS).toList()));
		}
		return tool.getDependencyInfo();
	}

	private static String text(Problem problem) {
		DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
		problem.render(text);
		CallLocation location = problem.getLocation();
		if (location == null) {
			return text.getText();
		}
		String line = (location.getSourceLocation() != null) ? " (" + location.getSourceLocation() + ")" : "";
		return text.getText() + " in " + location.getMethod() + line;
	}

}
