package dev.syncedstore.processor.kitchen;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;

/**
 * Something of everything.
 */
@Mutators(type = "kitchen-sink")
public class KitchenMutators {

	/** What there is. */
	public static final Table<KitchenSink> SINKS = Table.of("sinks", KitchenSink.class);

	static final Table<Figure> FIGURES = Table.of(Names.FIGURES + "_of_all", Figure.class);

	static final Table<Bounds> BOUNDS = Table.of("bounds", Bounds.class);

	@Mutator(description = "Put it there")
	public void put(MutationContext ctx, KitchenSink args) {
		ctx.table(SINKS).set("a", args);
	}

	@Mutator(name = "draw-it")
	public void draw(MutationContext ctx, Nothing args) {
		ctx.table(FIGURES).set("a", new Figure.Point());
		ctx.table(BOUNDS).delete("a");
	}

	/**
	 * Nothing at all.
	 */
	public record Nothing() {
	}

	static final class Names {

		static final String FIGURES = "figures";

		private Names() {
		}

	}

}
