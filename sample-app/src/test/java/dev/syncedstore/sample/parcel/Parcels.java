package dev.syncedstore.sample.parcel;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;

/**
 * Parcels, which are packed on the server. Their twin is {@code parcels.js}, beside the
 * pages of the tests.
 */
@Mutators(type = "parcels")
public class Parcels {

	static final Table<Parcel> PARCELS = Table.of("parcels", Parcel.class);

	static final ActionName<Which, Object> PACK = ActionName.of("pack", Which.class, Object.class);

	@Mutator
	public void send(MutationContext ctx, Send args) {
		ctx.table(PARCELS).set(args.id(), new Parcel(args.text(), false));
		if (args.time() != null) {
			ctx.enqueueActionAt(args.time(), PACK, new Which(args.id()));
		}
		else {
			ctx.enqueueAction(PACK, new Which(args.id()));
		}
	}

	@Mutator
	public void packed(MutationContext ctx, Which args) {
		ctx.table(PARCELS)
			.get(args.id())
			.ifPresent((parcel) -> ctx.table(PARCELS).set(args.id(), new Parcel(parcel.text(), true)));
	}

	@Mutator
	public void take(MutationContext ctx, Which args) {
		ctx.table(PARCELS).delete(args.id());
	}

}
