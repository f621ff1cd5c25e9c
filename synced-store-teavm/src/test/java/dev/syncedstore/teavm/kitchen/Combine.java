package dev.syncedstore.teavm.kitchen;

import org.jspecify.annotations.Nullable;

record Combine(String oneId, String otherId, @Nullable String cursor) {
}
