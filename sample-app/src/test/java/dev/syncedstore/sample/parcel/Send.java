package dev.syncedstore.sample.parcel;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Have something sent.
 *
 * @param id the id of the parcel
 * @param text what is in it
 * @param time when to pack it, if not at once
 */
public record Send(String id, String text, @Nullable Instant time) {
}
