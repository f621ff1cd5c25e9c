package dev.syncedstore.processor.model;

import org.jspecify.annotations.Nullable;

/**
 * An action.
 *
 * @param name its name on the wire
 * @param description what it does, possibly empty
 * @param args its arguments, a record, or {@code null} if it takes none
 * @param result its result, or {@code null} if there is none
 */
public record ActionModel(String name, String description, @Nullable TypeUse args, @Nullable TypeUse result) {
}
