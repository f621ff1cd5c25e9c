package dev.syncedstore.sample.docs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * Put prizes into stock.
 */
record Restock(@NotBlank String prizeId, @Min(1) @Max(100) int count) {
}
