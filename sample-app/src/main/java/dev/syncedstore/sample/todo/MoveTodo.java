package dev.syncedstore.sample.todo;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Put a todo elsewhere in the list.
 *
 * @param id the todo's id
 * @param position where it goes: a {@link FractionalIndex}
 */
public record MoveTodo(@NotBlank @Size(max = 100) String id, @NotBlank @Size(max = 200) String position) {
}
