package dev.syncedstore.sample.battleship;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableWriter;

/**
 * Who has won how often: one space, to which all games send how they ended.
 */
@Mutators(type = "leaderboard")
public class LeaderboardMutators {

	/** The one leaderboard. */
	public static final SpaceId ALL = new SpaceId("leaderboard", "all");

	/** How everybody stands, by user. */
	public static final Table<Standing> STANDINGS = Table.of("standings", Standing.class);

	/** The code with which is rejected what no game has sent. */
	public static final String NOT_FROM_A_GAME = "not_from_a_game";

	// tag::count[]
	@Mutator(description = "Count how a game has ended")
	public void count(MutationContext ctx, GameOver args) {
		if (ctx.source().filter((source) -> source.space().storeType().equals("battleship")).isEmpty()) {
			throw ctx.reject(NOT_FROM_A_GAME, "Only games know who has won");
		}
		TableWriter<Standing> standings = ctx.table(STANDINGS);
		Standing winner = standings.get(args.winner()).orElse(Standing.NONE);
		standings.set(args.winner(), winner.oneMoreWon());
		Standing loser = standings.get(args.loser()).orElse(Standing.NONE);
		standings.set(args.loser(), loser.oneMoreLost());
	}
	// end::count[]

}
