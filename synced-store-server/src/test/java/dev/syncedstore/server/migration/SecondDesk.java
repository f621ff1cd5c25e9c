package dev.syncedstore.server.migration;

import java.util.function.Consumer;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.Migration;
import dev.syncedstore.core.MigrationSteps;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Schema;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;
import dev.syncedstore.server.action.Action;
import dev.syncedstore.server.action.ActionContext;
import dev.syncedstore.server.action.Actions;

/**
 * The same desks, whose actions have changed in every way that migrations know.
 */
@Schema(type = "desk", version = 2)
@Mutators(type = "desk")
public class SecondDesk {

	static final Table<Done> DONE = Table.of("done", Done.class);

	static final ActionName<Letter, Object> MAIL = ActionName.of("mail", Letter.class, Object.class);

	/** What the first who deploy this forget. */
	static volatile Consumer<MigrationSteps> cables = (steps) -> {
	};

	record Done(String what, int version) {
	}

	record Letter(String to, String subject) {
	}

	record Cable(String to, int words) {
	}

	record Count(int done) {
	}

	@Migration(to = 2)
	public static void letters(MigrationSteps steps) {
		// tag::actions[]
		steps.renameAction("ring", "call");
		steps.transformAction("mail", FirstDesk.Mail.class, (args) -> new Letter(args.to(), "Hello"));
		steps.dropAction("fax");
		// end::actions[]
		steps.entries(FirstDesk.DONE, (ctx, entry) -> entry.set(DONE, new Done(entry.value().what(), 1)));
		cables.accept(steps);
	}

	@Mutator
	public void order(MutationContext ctx, FirstDesk.Order args) {
		ctx.mutateOther(new SpaceId("list", args.list()), SecondLists::add, new SecondLists.Put("a", "milk", 7));
	}

	@Mutator
	public void enqueue(MutationContext ctx, FirstDesk.Later args) {
		ctx.enqueueActionAt(args.time(), MAIL, new Letter("frank", "New"));
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
		public void call(ActionContext ctx, FirstDesk.Ring args) {
			ctx.mutate(SecondDesk::did, new Done("call " + args.whom(), 2));
		}

		@Action
		public void mail(ActionContext ctx, Letter args) {
			ctx.mutate(SecondDesk::did, new Done("mail " + args.to() + ": " + args.subject(), 2));
		}

		@Action
		public void cable(ActionContext ctx, Cable args) {
			ctx.mutate(SecondDesk::did, new Done("cable " + args.to(), 2));
		}

		/** How many are done, which its caller is told. */
		@Action
		public Count count(ActionContext ctx) {
			return new Count(ctx.table(DONE).scan().size());
		}

	}

}
