package dev.syncedstore.sample.todo;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Claim a prize.
 *
 * @param prizeId which one
 */
public record Claim(@NotBlank @Size(max = 100) String prizeId) {
}
