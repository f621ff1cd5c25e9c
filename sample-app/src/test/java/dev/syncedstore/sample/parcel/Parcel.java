package dev.syncedstore.sample.parcel;

/**
 * What is to be sent.
 *
 * @param text what is in it
 * @param packed whether it is packed
 */
record Parcel(String text, boolean packed) {
}
