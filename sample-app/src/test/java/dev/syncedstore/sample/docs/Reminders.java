package dev.syncedstore.sample.docs;

import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;

/**
 * Mutators that let an action run later.
 */
@Mutators(type = "reminders")
public class Reminders {

	static final Table<Reminder> REMINDERS = Table.of("reminders", Reminder.class);

	// tag::enqueue[]
	static final ActionName<Reminder, Object> RING = ActionName.of("ring", Reminder.class, Object.class);

	@Mutator(description = "Be reminded of something")
	public void remind(MutationContext ctx, Reminder args) {
		ctx.table(REMINDERS).set(args.id(), args);
		ctx.enqueueActionAt(args.time(), RING, args);
	}
	// end::enqueue[]

	@Mutator(description = "A reminder has been told")
	public void told(MutationContext ctx, Reminder args) {
		ctx.table(REMINDERS).delete(args.id());
	}

}
