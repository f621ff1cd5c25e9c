package dev.syncedstore.sample.todo;

import org.jspecify.annotations.Nullable;

/**
 * One thing to do.
 *
 * @param text what to do
 * @param completed whether it is done
 * @param position where it stands in the list: a {@link FractionalIndex}, or {@code null}
 * for the end
 */
// tag::record[]
public record Todo(String text, boolean completed, @Nullable String position) {
}
// end::record[]
