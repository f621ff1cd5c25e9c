package dev.syncedstore.client;

/**
 * A mutation that the server refused.
 *
 * @param id the mutation's number
 * @param mutator the mutator's name
 * @param args the arguments, as JSON
 * @param code why, for programs
 * @param message why, for people
 */
public record Rejection(long id, String mutator, String args, String code, String message) {
}
