package dev.syncedstore.server.poke;

import java.util.function.Function;

import dev.syncedstore.core.protocol.Delta;
import org.jspecify.annotations.Nullable;

/**
 * One message to subscribers, shared by all that get the same. Immutable as far as
 * anybody can see, and thread-safe.
 */
public final class Poke {

	private final Delta position;

	private final String json;

	private final long number;

	private final PokeWriter writer;

	/** The last rendering; a racy single-check cache, so it is read once per use. */
	private @Nullable Rendering rendering;

	Poke(Delta position, String json, long number, PokeWriter writer) {
		this.position = position;
		this.json = json;
		this.number = number;
		this.writer = writer;
	}

	/**
	 * The message on the wire.
	 * @return a delta as JSON
	 */
	public String json() {
		return this.json;
	}

	/**
	 * The number of the message, unlike that of any other on this node.
	 * @return the number
	 */
	public long number() {
		return this.number;
	}

	/**
	 * The version that this brings its receiver to.
	 * @return the last version covered
	 */
	public long version() {
		return this.position.maxIncludedVersion();
	}

	/**
	 * What takes the place of this and all earlier messages for a receiver that can't
	 * keep up.
	 * @return the empty range at this message's version
	 */
	public Poke emptyRange() {
		return this.writer.emptyRange(this.position);
	}

	/**
	 * A form of this message that depends on nothing but a name, made once for all that
	 * ask for the same name in a row.
	 * @param name the name
	 * @param renderer makes the form
	 * @return the form
	 */
	public String rendered(String name, Function<Poke, String> renderer) {
		Rendering known = this.rendering;
		if (known == null || !known.name.equals(name)) {
			known = new Rendering(name, renderer.apply(this));
			this.rendering = known;
		}
		return known.text;
	}

	private static final class Rendering {

		private final String name;

		private final String text;

		Rendering(String name, String text) {
			this.name = name;
			this.text = text;
		}

	}

}
