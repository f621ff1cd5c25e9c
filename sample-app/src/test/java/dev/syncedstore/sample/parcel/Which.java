package dev.syncedstore.sample.parcel;

/**
 * Says which parcel is meant.
 *
 * @param id its id
 */
public record Which(String id) {
}
