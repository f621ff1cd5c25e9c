package dev.syncedstore.test.simulation;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.test.model.SpaceHistory;

/**
 * A space in a simulation, and where what is found out about it goes.
 *
 * @param id which one
 * @param history what it must be like
 * @param statistics counts
 * @param violations what must not be
 */
record SimulatedSpace(SpaceId id, SpaceHistory history, SimulationStatistics statistics, Violations violations) {
}
