package dev.syncedstore.sample.docs;

import java.time.Instant;

/**
 * What to be reminded of, and when.
 *
 * @param id its id
 * @param text what
 * @param time when
 */
public record Reminder(String id, String text, Instant time) {
}
