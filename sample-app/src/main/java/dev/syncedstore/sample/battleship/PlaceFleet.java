package dev.syncedstore.sample.battleship;

import java.util.List;

import jakarta.validation.constraints.Size;

/**
 * Put the own ships to sea, or elsewhere as long as the round has not begun.
 *
 * @param round the round that they are meant for
 * @param ships one of each kind
 */
public record PlaceFleet(int round, @Size(max = 20) List<Ship> ships) {
}
