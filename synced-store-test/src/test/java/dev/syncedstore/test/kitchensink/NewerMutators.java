package dev.syncedstore.test.kitchensink;

import java.util.List;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;

/**
 * What clients know and the server doesn't.
 */
@Mutators(type = KitchenSink.TYPE)
public class NewerMutators {

	@Mutator
	public void notYetOnServer(MutationContext ctx, KitchenSink.DeleteItem args) {
		ctx.table(KitchenSink.ITEMS).set(args.id(), new KitchenSink.Item("too new", 0, List.of()));
	}

}
