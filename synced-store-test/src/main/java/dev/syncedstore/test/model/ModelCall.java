package dev.syncedstore.test.model;

/**
 * A mutation to run on a model.
 *
 * @param name the mutator's name
 * @param args the arguments as JSON text
 */
public record ModelCall(String name, String args) {

	@Override
	public String toString() {
		return this.name + " " + this.args;
	}

}
