package dev.syncedstore.sample.todo;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Remove a todo.
 *
 * @param id the todo's id
 */
public record RemoveTodo(@NotBlank @Size(max = 100) String id) {
}
