package dev.syncedstore.teavm.generate;

import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The application's own messages of constraints: the resource bundle
 * {@code ValidationMessages} of Jakarta Validation, in English, as the server takes it.
 */
public final class ValidationMessages {

	private static final String BUNDLE = "ValidationMessages";

	private static final Pattern KEY = Pattern.compile("\\{([^{}]+)}");

	/** Messages may be made of others. */
	private static final int MAX_STEPS = 10;

	private final Map<String, String> messages = new TreeMap<>();

	private ValidationMessages() {
	}

	/**
	 * Read the messages.
	 * @param loader has the application's resources
	 * @return the messages, none if there is no such bundle
	 */
	public static ValidationMessages of(@Nullable ClassLoader loader) {
		ValidationMessages result = new ValidationMessages();
		if (loader != null) {
			try {
				ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH, loader,
						ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
				bundle.keySet().forEach((key) -> result.messages.put(key, bundle.getString(key)));
			}
			catch (MissingResourceException ex) {
				// Most applications have none.
			}
		}
		return result;
	}

	/** The template with all in it that is a key of a message. */
	String resolve(String template) {
		String result = template;
		for (int i = 0; i < MAX_STEPS; i++) {
			String next = KEY.matcher(result)
				.replaceAll((key) -> Matcher.quoteReplacement(this.messages.getOrDefault(key.group(1), key.group())));
			if (next.equals(result)) {
				break;
			}
			result = next;
		}
		return result;
	}

	/** All messages, to tell whether they have changed. */
	@Override
	public String toString() {
		return this.messages.toString();
	}

}
