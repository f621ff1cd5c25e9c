package dev.syncedstore.teavm.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What a component, an element or a key must fulfil.
 */
public final class Checks {

	private final List<Rule> rules = new ArrayList<>();

	private final List<String> messages = new ArrayList<>();

	private @Nullable Checks elements;

	private @Nullable Checks keys;

	private @Nullable Shape cascade;

	/**
	 * Add a constraint.
	 * @param rule the constraint
	 * @param message what to say when it is broken
	 * @return these checks
	 */
	public Checks rule(Rule rule, String message) {
		this.rules.add(rule);
		this.messages.add(message);
		return this;
	}

	/**
	 * Check what a list, map or {@link Optional} has in it.
	 * @param elements what each must fulfil
	 * @return these checks
	 */
	public Checks elements(Checks elements) {
		this.elements = elements;
		return this;
	}

	/**
	 * Check the keys of a map.
	 * @param keys what each must fulfil
	 * @return these checks
	 */
	public Checks keys(Checks keys) {
		this.keys = keys;
		return this;
	}

	/**
	 * Check the record itself: {@code @Valid}.
	 * @param shape the record's shape
	 * @return these checks
	 */
	public Checks valid(Shape shape) {
		this.cascade = shape;
		return this;
	}

	void check(@Nullable Object value, Place place, Findings findings) {
		for (int i = 0; i < this.rules.size(); i++) {
			if (!this.rules.get(i).allows(value)) {
				findings.add(place, this.messages.get(i));
			}
		}
		if (value == null) {
			return;
		}
		if (this.cascade != null) {
			this.cascade.check(value, place, findings);
		}
		if (this.elements != null || this.keys != null) {
			checkContent(value, place, findings);
		}
	}

	private void checkContent(Object value, Place place, Findings findings) {
		if (value instanceof List<?> list) {
			for (int i = 0; i < list.size(); i++) {
				place.enter(i);
				checkElement(list.get(i), place, findings);
				place.leave();
			}
		}
		else if (value instanceof Map<?, ?> map) {
			map.forEach((key, each) -> {
				place.enter((String) key);
				if (this.keys != null) {
					this.keys.check(key, place, findings);
				}
				checkElement(each, place, findings);
				place.leave();
			});
		}
		else {
			checkElement(((Optional<?>) value).orElse(null), place, findings);
		}
	}

	private void checkElement(@Nullable Object value, Place place, Findings findings) {
		if (this.elements != null) {
			this.elements.check(value, place, findings);
		}
	}

}
