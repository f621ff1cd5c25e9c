package dev.syncedstore.sample.todo;

import jakarta.validation.constraints.Size;

/**
 * Replace the caller's own note.
 *
 * @param text the new text, possibly empty
 */
public record SetNote(@Size(max = 10_000) String text) {
}
