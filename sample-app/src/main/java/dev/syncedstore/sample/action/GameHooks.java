package dev.syncedstore.sample.action;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.sample.battleship.TurnClock;
import dev.syncedstore.sample.battleship.TurnLimit;
import dev.syncedstore.server.member.OnSpaceCreated;
import dev.syncedstore.server.member.SpaceCreated;
import dev.syncedstore.server.member.SpaceHooks;

import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * Gives each game its rules.
 */
@SpaceHooks(type = "battleship")
@EnableConfigurationProperties(GameProperties.class)
public class GameHooks {

	private final GameProperties properties;

	/**
	 * Create the hooks.
	 * @param properties how the server is set
	 */
	public GameHooks(GameProperties properties) {
		this.properties = properties;
	}

	// tag::rules[]
	/** What the server is set to now holds for the whole game. */
	@OnSpaceCreated
	public void writeRules(MutationContext ctx, SpaceCreated event) {
		ctx.serverOnly()
			.table(TurnClock.RULES)
			.set(TurnClock.TURN, new TurnLimit(this.properties.turnLimit().toMillis()));
	}
	// end::rules[]

}
