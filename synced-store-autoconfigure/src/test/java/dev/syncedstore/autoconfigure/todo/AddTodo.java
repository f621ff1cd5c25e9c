package dev.syncedstore.autoconfigure.todo;

import jakarta.validation.constraints.NotBlank;

public record AddTodo(String id, @NotBlank String text) {
}
