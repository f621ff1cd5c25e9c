package dev.syncedstore.sample.todo;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Tick a todo off, or back on.
 *
 * @param id the todo's id
 * @param completed whether it is done
 */
public record SetCompleted(@NotBlank @Size(max = 100) String id, boolean completed) {
}
