package dev.syncedstore.codec;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.syncedstore.core.state.InvalidValueException;
import jakarta.validation.Configuration;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.NoProviderFoundException;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;

/**
 * The constraints that Jakarta Validation's annotations declare, such as
 * {@code @NotBlank} on a component. As everywhere with Jakarta Validation, those of
 * nested records count where {@code @Valid} leads to them. Thread-safe.
 * <p>
 * Of several violations the first by path, then by message, is told, so that every run
 * tells the same.
 */
public final class BeanConstraints implements Constraints {

	private static final Comparator<InvalidValueException> ORDER = Comparator.comparing(InvalidValueException::path)
		.thenComparing(InvalidValueException::getMessage);

	private final Validator validator;

	private final Map<Class<?>, Boolean> constrained = new ConcurrentHashMap<>();

	/**
	 * Create constraints.
	 * @param validator checks values
	 */
	public BeanConstraints(Validator validator) {
		this.validator = validator;
	}

	/**
	 * The constraints as the validation provider on the classpath checks them, with
	 * messages in English whatever the machine's locale, because they go over the wire.
	 * @return the constraints, or {@link Constraints#NONE} if there is no provider
	 */
	static Constraints ofDefaultProvider() {
		Configuration<?> configuration;
		try {
			configuration = Validation.byDefaultProvider().configure();
		}
		catch (NoProviderFoundException ex) {
			return Constraints.NONE;
		}
		configuration.messageInterpolator(new English(configuration.getDefaultMessageInterpolator()));
		return new BeanConstraints(configuration.buildValidatorFactory().getValidator());
	}

	@Override
	public void check(Object value) {
		if (this.constrained.computeIfAbsent(value.getClass(), this::isConstrained)) {
			this.validator.validate(value).stream().map(BeanConstraints::problem).min(ORDER).ifPresent((problem) -> {
				throw problem;
			});
		}
	}

	private boolean isConstrained(Class<?> type) {
		return this.validator.getConstraintsForClass(type).isBeanConstrained();
	}

	private static InvalidValueException problem(ConstraintViolation<?> violation) {
		JsonPath path = new JsonPath();
		for (Path.Node node : violation.getPropertyPath()) {
			if (node.getIndex() != null) {
				path.element(node.getIndex());
			}
			else if (node.getKey() != null) {
				path.member(node.getKey().toString());
			}
			String name = node.getName();
			if (name != null && node.getKind() == ElementKind.PROPERTY) {
				path.member(name);
			}
		}
		return new InvalidValueException(path.toString(), violation.getMessage());
	}

	private record English(MessageInterpolator interpolator) implements MessageInterpolator {

		@Override
		public String interpolate(String messageTemplate, Context context) {
			return interpolate(messageTemplate, context, Locale.ENGLISH);
		}

		@Override
		public String interpolate(String messageTemplate, Context context, Locale locale) {
			return this.interpolator.interpolate(messageTemplate, context, locale);
		}

	}

}
