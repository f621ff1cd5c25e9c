package dev.syncedstore.sample.browser;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Gives tests a {@link Chromium}, as a parameter of their constructor or method: one for
 * all classes, started when the first of them begins. What a test has opened is closed
 * behind it, and the test fails if a page of it has logged an error that the test does
 * not {@link Expect}. {@code -Dbrowser.tests=false} leaves all of them out.
 */
final class ChromiumExtension implements ExecutionCondition, BeforeAllCallback, AfterEachCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(ChromiumExtension.class);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return Boolean.parseBoolean(System.getProperty("browser.tests", "true"))
				? ConditionEvaluationResult.enabled("Pages are walked through")
				: ConditionEvaluationResult.disabled("browser.tests=false");
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		chromium(context);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		List<String> errors = chromium(context).endTest();
		Set<Noise> expected = expected(context);
		assertThat(errors).filteredOn((error) -> expected.stream().noneMatch((noise) -> noise.has(error)))
			.as("what the pages' scripts complain of")
			.isEmpty();
	}

	private static Set<Noise> expected(ExtensionContext context) {
		return Stream.of(context.getRequiredTestMethod(), context.getRequiredTestClass())
			.flatMap((element) -> AnnotationSupport.findAnnotation(element, Expect.class).stream())
			.flatMap((expect) -> Stream.of(expect.value()))
			.collect(Collectors.toSet());
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Chromium.class;
	}

	@Override
	public Chromium resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return chromium(context);
	}

	private static Chromium chromium(ExtensionContext context) {
		return context.getRoot()
			.getStore(NAMESPACE)
			.computeIfAbsent(Chromium.class, (type) -> Chromium.start(), Chromium.class);
	}

}
