package dev.syncedstore.autoconfigure.todo;

public record SetNote(String text) {
}
