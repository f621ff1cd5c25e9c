package dev.syncedstore.teavm.kitchen;

record Put(String id, Sink sink) {
}
