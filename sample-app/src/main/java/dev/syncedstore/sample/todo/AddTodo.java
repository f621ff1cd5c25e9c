package dev.syncedstore.sample.todo;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Add a todo.
 *
 * @param id its id, made by the caller
 * @param text what to do
 * @param completed whether it is done already
 * @param position where it goes, or {@code null} for the end of the list
 */
// tag::args[]
public record AddTodo(@NotBlank @Size(max = 100) String id, @NotBlank @Size(max = 500) String text, boolean completed,
		@Nullable @Size(min = 1, max = 200) String position) {
}
// end::args[]
