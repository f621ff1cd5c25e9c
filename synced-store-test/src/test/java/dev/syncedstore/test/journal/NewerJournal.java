package dev.syncedstore.test.journal;

import java.util.List;

import dev.syncedstore.core.Migration;
import dev.syncedstore.core.MigrationSteps;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.MutatorCall;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Schema;

/**
 * The {@link Journal} in a second version: lists are in another table, and what is called
 * has changed in most of the ways that there are.
 */
@Schema(type = "journal", version = 2)
@Mutators(type = "journal")
public class NewerJournal {

	@Migration(to = 2)
	public static void rows(MigrationSteps steps) {
		steps.entries(Journal.LISTS, (ctx, entry) -> entry.set(Journal.ROWS, entry.value()));
		steps.split("append", Journal.Append.class,
				(args) -> List.of(new MutatorCall("note", new Journal.Keep(args.token())),
						new MutatorCall("add", new Add(args.list(), args.token()))));
		steps.transform("appendInVain", Journal.Append.class, (args) -> new Add(args.list(), args.token()));
		steps.rename("keep", "store");
	}

	/** The first half of what was one mutation. */
	@Mutator
	public void note(MutationContext ctx, Journal.Keep args) {
		Journal.append(ctx.table(Journal.JOURNAL), Journal.ALL, args.token());
	}

	/** The other half. */
	@Mutator
	public void add(MutationContext ctx, Add args) {
		Journal.append(ctx.table(Journal.ROWS), args.list(), args.token());
	}

	@Mutator
	public void append(MutationContext ctx, Add args) {
		note(ctx, new Journal.Keep(args.token()));
		add(ctx, args);
	}

	@Mutator
	public void store(MutationContext ctx, Journal.Keep args) {
		Journal.append(ctx.privateOfUser(ctx.userId()).table(Journal.KEPT), Journal.ALL, args.token());
	}

	/** Refused by the server alone, after it has written. */
	@Mutator
	public void appendInVain(MutationContext ctx, Add args) {
		append(ctx, args);
		if (ctx.isServer()) {
			throw ctx.reject("in_vain", "The server doesn't want it");
		}
	}

	/** Arguments. */
	public record Add(String list, String token) {
	}

}
