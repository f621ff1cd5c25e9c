package dev.syncedstore.server.migration;

import java.time.Instant;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;
import dev.syncedstore.server.action.Action;
import dev.syncedstore.server.action.ActionContext;
import dev.syncedstore.server.action.Actions;

/**
 * Desks in their first version: they send to lists, and enqueue actions.
 */
@Mutators(type = "desk")
public class FirstDesk {

	static final Table<Done> DONE = Table.of("done", Done.class);

	static final ActionName<Ring, Object> RING = ActionName.of("ring", Ring.class, Object.class);

	static final ActionName<Mail, Object> MAIL = ActionName.of("mail", Mail.class, Object.class);

	static final ActionName<Mail, Object> FAX = ActionName.of("fax", Mail.class, Object.class);

	static final ActionName<Mail, Object> CABLE = ActionName.of("cable", Mail.class, Object.class);

	record Done(String what) {
	}

	record Order(String list) {
	}

	record Ring(String whom) {
	}

	record Mail(String to) {
	}

	record Later(Instant time) {
	}

	/** All that lists do, in an order that matters. */
	@Mutator
	public void order(MutationContext ctx, Order args) {
		SpaceId list = new SpaceId("list", args.list());
		ctx.mutateOther(list, FirstLists::add, new FirstLists.Add("a", "milk"));
		ctx.mutateOther(list, FirstLists::add, new FirstLists.Add("b", "eggs"));
		ctx.mutateOther(list, FirstLists::swap, new FirstLists.Swap("a", "c"));
		ctx.mutateOther(list, FirstLists::strike, new FirstLists.Id("b"));
		ctx.mutateOther(list, FirstLists::ping, new FirstLists.Id("p"));
	}

	@Mutator
	public void enqueue(MutationContext ctx, Later args) {
		ctx.enqueueActionAt(args.time(), RING, new Ring("bob"));
		ctx.enqueueActionAt(args.time(), MAIL, new Mail("carol"));
		ctx.enqueueActionAt(args.time(), FAX, new Mail("dave"));
		ctx.enqueueActionAt(args.time(), CABLE, new Mail("erin"));
	}

	@Mutator
	public void did(MutationContext ctx, Done args) {
		ctx.table(DONE).set(args.what(), args);
	}

	/**
	 * What they do.
	 */
	@Actions(type = "desk")
	public static class Desks {

		@Action
		public void ring(ActionContext ctx, Ring args) {
			ctx.mutate(FirstDesk::did, new Done("ring " + args.whom()));
		}

		@Action
		public void mail(ActionContext ctx, Mail args) {
			ctx.mutate(FirstDesk::did, new Done("mail " + args.to()));
		}

		@Action
		public void fax(ActionContext ctx, Mail args) {
			ctx.mutate(FirstDesk::did, new Done("fax " + args.to()));
		}

		@Action
		public void cable(ActionContext ctx, Mail args) {
			ctx.mutate(FirstDesk::did, new Done("cable " + args.to()));
		}

	}

}
