package dev.syncedstore.processor.model;

import javax.lang.model.element.Element;

/**
 * Something that is declared can't be: its message says what to write instead.
 */
public final class ModelException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Element element;

	ModelException(Element element, String message) {
		super(message);
		this.element = element;
	}

	/**
	 * Where it is declared.
	 * @return the class, method or field
	 */
	public Element element() {
		return this.element;
	}

}
