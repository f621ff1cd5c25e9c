package dev.syncedstore.server.push;

import dev.syncedstore.core.SpaceId;

/**
 * A mutation that another one wants to send to another space.
 *
 * @param target the other space
 * @param mutator the mutator to run there
 * @param args its arguments as JSON text
 * @param hops over how many spaces it comes, this one included
 * @param schemaVersion which version of the other space's schema this node has
 */
record Sending(SpaceId target, String mutator, String args, int hops, int schemaVersion) {
}
