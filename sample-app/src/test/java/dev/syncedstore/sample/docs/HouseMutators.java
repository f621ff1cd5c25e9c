package dev.syncedstore.sample.docs;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;

/**
 * The manual's mutators of a shared flat.
 */
@Mutators(type = "house")
public class HouseMutators {

	// tag::singleton[]
	@Mutator(description = "Give the flat its first name")
	public void christen(MutationContext ctx, HouseSchema.Name args) {
		if (ctx.singleton(HouseSchema.NAME).exists()) {
			throw ctx.reject("has_a_name", "The flat has a name already");
		}
		ctx.singleton(HouseSchema.NAME).set(args);
	}
	// end::singleton[]

}
