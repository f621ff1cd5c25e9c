package dev.syncedstore.test.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableWriter;
import dev.syncedstore.test.audit.Event.Sight;

/**
 * Appends tokens: to a journal and to one of several lists, or to what a user keeps.
 */
@Mutators(type = "journal")
public class Journal {

	static final Table<Tokens> JOURNAL = Table.of("journal", Tokens.class);

	static final Table<Tokens> LISTS = Table.of("lists", Tokens.class);

	/** Where lists are in the second version. */
	static final Table<Tokens> ROWS = Table.of("rows", Tokens.class);

	static final Table<Tokens> KEPT = Table.of("kept", Tokens.class);

	private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

	static final String ALL = "all";

	@Mutator
	public void append(MutationContext ctx, Append args) {
		append(ctx.table(JOURNAL), ALL, args.token());
		append(ctx.table(LISTS), args.list(), args.token());
	}

	@Mutator
	public void keep(MutationContext ctx, Keep args) {
		append(ctx.privateOfUser(ctx.userId()).table(KEPT), ALL, args.token());
	}

	/** Refused by the server alone, after it has written. */
	@Mutator
	public void appendInVain(MutationContext ctx, Append args) {
		append(ctx, args);
		if (ctx.isServer()) {
			throw ctx.reject("in_vain", "The server doesn't want it");
		}
	}

	static void append(TableWriter<Tokens> table, String key, String token) {
		List<String> tokens = new ArrayList<>(table.get(key).orElse(Tokens.NONE).tokens());
		tokens.add(token);
		table.set(key, new Tokens(tokens));
	}

	/** Which token the arguments of a mutation name. */
	public static String tokenOf(String args) {
		Matcher matcher = TOKEN.matcher(args);
		if (!matcher.find()) {
			throw new IllegalArgumentException(args);
		}
		return matcher.group(1);
	}

	/** What is to be seen, with the private tokens of some users. */
	public static Sight sight(ReadContext ctx, String epoch, long version, List<String> users) {
		Map<String, List<String>> lists = new TreeMap<>();
		for (Table<Tokens> table : List.of(LISTS, ROWS)) {
			ctx.table(table)
				.scan()
				.forEach((entry) -> lists.computeIfAbsent(entry.key(), (list) -> new ArrayList<>())
					.addAll(entry.value().tokens()));
		}
		List<String> kept = new ArrayList<>();
		users.forEach((user) -> kept.addAll(ctx.privateOfUser(user).table(KEPT).get(ALL).orElse(Tokens.NONE).tokens()));
		return new Sight(epoch, version, ctx.table(JOURNAL).get(ALL).orElse(Tokens.NONE).tokens(), lists, kept);
	}

	/** Arguments. */
	public record Append(String token, String list) {
	}

	/** Arguments. */
	public record Keep(String token) {
	}

	/** Tokens. */
	public record Tokens(List<String> tokens) {

		static final Tokens NONE = new Tokens(List.of());

	}

}
