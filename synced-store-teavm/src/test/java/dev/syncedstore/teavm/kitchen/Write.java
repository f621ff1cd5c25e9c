package dev.syncedstore.teavm.kitchen;

record Write(String key, String text, long number, double real) {
}
