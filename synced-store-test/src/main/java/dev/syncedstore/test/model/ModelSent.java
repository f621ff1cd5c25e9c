package dev.syncedstore.test.model;

import dev.syncedstore.core.SpaceId;

/**
 * A mutation that a mutator has sent to another space.
 *
 * @param space the other space
 * @param call what is to run there
 */
public record ModelSent(SpaceId space, ModelCall call) {
}
