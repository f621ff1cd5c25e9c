package dev.syncedstore.sample.todo;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Change the text of a todo.
 *
 * @param id the todo's id
 * @param text what to do instead
 */
public record EditTodo(@NotBlank @Size(max = 100) String id, @NotBlank @Size(max = 500) String text) {
}
