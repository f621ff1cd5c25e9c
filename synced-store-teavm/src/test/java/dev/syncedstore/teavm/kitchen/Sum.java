package dev.syncedstore.teavm.kitchen;

import java.util.List;

record Sum(long total, double reals, String joined, List<String> keys) {
}
