package dev.syncedstore.teavm.kitchen;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Constraints of all kinds.
 */
record Strict(@NotBlank @Size(max = 40) String id, @Nullable @NotNull(message = "is needed") String needed,
		@Min(-1) @Max(value = 5, message = "{kitchen.few}") int few, @Positive long count, @PositiveOrZero short none,
		@Negative double below, @DecimalMin("-1.5") @DecimalMax(value = "100", inclusive = false) double share,
		@Min(value = 1, message = "give at least {value}") @Nullable Integer amount,
		@NotEmpty List<@NotBlank String> tags,
		@Size(min = 1, max = 3) Map<@Size(max = 8) String, @PositiveOrZero Integer> counts,
		Optional<@Size(min = 2) String> maybe, @Valid Part part, List<@Valid Part> parts, @Valid List<Part> others,
		Part unchecked) {

	record Part(@NotBlank String name, @Max(3) int size) {

		@AssertTrue(message = "must not be called like its size")
		boolean isWellNamed() {
			return !this.name.equals("three") || this.size != 3;
		}

	}

}
