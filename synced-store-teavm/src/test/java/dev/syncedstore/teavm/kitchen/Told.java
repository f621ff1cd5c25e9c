package dev.syncedstore.teavm.kitchen;

record Told(int often) {
}
