package dev.syncedstore.teavm.kitchen;

record Odd(int kind, String id) {
}
