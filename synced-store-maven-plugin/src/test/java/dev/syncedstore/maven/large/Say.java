package dev.syncedstore.maven.large;

record Say(String text, int times) {
}
