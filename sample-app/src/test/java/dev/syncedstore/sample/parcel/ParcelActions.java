package dev.syncedstore.sample.parcel;

import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.server.action.Action;
import dev.syncedstore.server.action.ActionContext;
import dev.syncedstore.server.action.Actions;

/**
 * What is done with parcels.
 */
@Actions(type = "parcels")
class ParcelActions {

	private static final int MOST = 100;

	@Action("Pack a parcel")
	public void pack(ActionContext ctx, Which args) {
		ctx.mutate(Parcels::packed, args);
	}

	@Action("Weigh a parcel")
	public int weigh(ActionContext ctx, Which args) {
		Parcel parcel = ctx.table(Parcels.PARCELS)
			.get(args.id())
			.orElseThrow(() -> new ActionFailedException("no_such_parcel", "There is no parcel " + args.id()));
		if (parcel.text().length() > MOST) {
			throw new IllegalStateException("The scales are broken by " + parcel.text());
		}
		return parcel.text().length();
	}

}
