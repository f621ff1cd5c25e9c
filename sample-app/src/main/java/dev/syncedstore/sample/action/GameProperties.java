package dev.syncedstore.sample.action;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What games are like that begin from now on: {@code battleship}.
 *
 * @param turnLimit How long a turn may take.
 */
@ConfigurationProperties("battleship")
public record GameProperties(@DefaultValue("2m") Duration turnLimit) {

	public GameProperties {
		if (turnLimit.isNegative() || turnLimit.isZero()) {
			throw new IllegalArgumentException("battleship.turn-limit is " + turnLimit + ", but must be above 0");
		}
	}

}
