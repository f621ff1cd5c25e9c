package dev.syncedstore.core.rebase;

import java.util.Set;

/**
 * What a rebase has led to.
 *
 * @param state the state on the new base
 * @param changed the keys under which readers may find something else
 */
public record Rebased(LocalState state, Set<String> changed) {
}
