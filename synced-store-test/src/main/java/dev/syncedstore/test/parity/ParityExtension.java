package dev.syncedstore.test.parity;

import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.jspecify.annotations.Nullable;

/**
 * Makes the comparison that {@link ParityTest} asks for. Called by JUnit.
 */
final class ParityExtension implements ParameterResolver, BeforeTestExecutionCallback {

	private static final Namespace NAMESPACE = Namespace.create(ParityExtension.class);

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == ParityReport.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return report(context);
	}

	@Override
	public void beforeTestExecution(ExtensionContext context) {
		report(context);
	}

	private static ParityReport report(ExtensionContext context) {
		@Nullable ParityReport known = context.getStore(NAMESPACE).get(ParityReport.class, ParityReport.class);
		if (known != null) {
			return known;
		}
		ParityTest test = context.getRequiredTestMethod().getAnnotation(ParityTest.class);
		MutatorParity parity = MutatorParity.of(test.mutators()).calls(test.calls()).seed(test.seed());
		ParityReport made = (test.inNode() ? parity.inNode() : parity).run();
		context.getStore(NAMESPACE).put(ParityReport.class, made);
		return made;
	}

}
