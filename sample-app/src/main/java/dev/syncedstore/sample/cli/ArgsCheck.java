package dev.syncedstore.sample.cli;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Checks what the arguments of the mutators say about their texts, without the validation
 * provider that the server has, whose start would be felt in each command. The server
 * checks again.
 */
final class ArgsCheck {

	private ArgsCheck() {
	}

	/**
	 * Check arguments.
	 * @param args a record of the mutators' package
	 * @throws MutationRejectedException if the server would refuse them
	 */
	static void check(Record args) {
		Constructor<?> constructor = args.getClass().getDeclaredConstructors()[0];
		RecordComponent[] components = args.getClass().getRecordComponents();
		for (int i = 0; i < components.length; i++) {
			if (value(components[i], args) instanceof String text) {
				for (Annotation annotation : constructor.getParameterAnnotations()[i]) {
					check(components[i].getName(), text, annotation);
				}
			}
		}
	}

	private static void check(String name, String text, Annotation annotation) {
		if (annotation instanceof NotBlank && text.isBlank()) {
			throw refused("A todo's " + name + " can't be empty");
		}
		if (annotation instanceof Size size && text.length() > size.max()) {
			throw refused("The " + name + " has " + text.length() + " characters: at most " + size.max());
		}
	}

	private static MutationRejectedException refused(String message) {
		return new MutationRejectedException(RejectionCode.INVALID_ARGS, message);
	}

	private static Object value(RecordComponent component, Record args) {
		try {
			Object value = component.getAccessor().invoke(args);
			return (value != null) ? value : false;
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
