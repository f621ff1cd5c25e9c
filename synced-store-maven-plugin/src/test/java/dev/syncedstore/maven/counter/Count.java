package dev.syncedstore.maven.counter;

record Count(int value) {
}
