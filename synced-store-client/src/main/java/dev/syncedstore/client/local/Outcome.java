package dev.syncedstore.client.local;

import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.core.rebase.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What became of a mutation, now that the base has it.
 *
 * @param mutation the mutation
 * @param refusal why it had no effect, or {@code null} if it had
 */
public record Outcome(PendingMutation mutation, @Nullable Refusal refusal) {
}
