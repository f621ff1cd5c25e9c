package dev.syncedstore.sample.docs;

import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.server.action.Action;
import dev.syncedstore.server.action.ActionContext;
import dev.syncedstore.server.action.Actions;

/**
 * Sends mail.
 */
// tag::ring[]
@Actions(type = "reminders")
class ReminderActions {

	private final MailSender mail;

	ReminderActions(MailSender mail) {
		this.mail = mail;
	}

	@Action("Tell the user of a reminder")
	public void ring(ActionContext ctx, Reminder args) {
		if (ctx.table(Reminders.REMINDERS).has(args.id())) {
			this.mail.send(ctx.userId(), args.text(), ctx.callId());
			ctx.mutate(Reminders::told, args);
		}
	}
	// end::ring[]

	// tag::fail[]
	@Action("Send a test mail")
	public void test(ActionContext ctx) {
		if (!this.mail.knows(ctx.userId())) {
			throw new ActionFailedException("no_address", "Tell us your address first");
		}
		this.mail.send(ctx.userId(), "It works", ctx.callId());
	}
	// end::fail[]

	// tag::ring[]

}
// end::ring[]
