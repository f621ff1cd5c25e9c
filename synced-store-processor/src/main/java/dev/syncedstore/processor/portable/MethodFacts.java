package dev.syncedstore.processor.portable;

import java.util.ArrayList;
import java.util.List;

import javax.lang.model.element.Element;

/**
 * What a method does, or the initializers of a class do.
 *
 * @param findings where it breaks rules
 * @param calls what it calls, of this module
 */
record MethodFacts(List<Finding> findings, List<Call> calls) {

	MethodFacts() {
		this(new ArrayList<>(), new ArrayList<>());
	}

	/**
	 * A call of a method or constructor, or a use of a class's static fields.
	 *
	 * @param callee the method, or the class
	 * @param onServer whether only the server comes along
	 */
	record Call(Element callee, boolean onServer) {
	}

}
