package dev.syncedstore.sample.todo;

import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Add many todos at once.
 *
 * @param texts what to do
 */
public record ImportTodos(@Size(min = 1, max = 500) List<@NotBlank @Size(max = 500) String> texts) {
}
