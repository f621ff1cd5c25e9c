package dev.syncedstore.autoconfigure.todo;

public record Todo(String text) {
}
