package dev.syncedstore.processor.kitchen;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Something of every constraint.
 */
public record Bounds(@NotBlank @Size(max = 3) String text, @Nullable @NotBlank String neededAfterAll,
		@Nullable @NotNull Integer alsoNeeded, @Nullable @Size(min = 1, max = 2) String maybe,
		@Nullable @Null String never, @Min(-2) @Max(3) int whole, @Min(0) long large,
		@Digits(integer = 2, fraction = 0) int digits,
		@DecimalMin("0.1") @DecimalMax(value = "1e3", inclusive = false) double real,
		@DecimalMin("0.1000000000000000001") double justAbove, @DecimalMin(value = "3", inclusive = false) int above,
		@Negative double below, @NegativeOrZero int notAbove, @PositiveOrZero double notBelow, @AssertTrue boolean yes,
		@AssertFalse boolean no, @NotEmpty List<@Size(max = 1) String> list,
		@Size(max = 1) Map<@NotEmpty String, @Max(1) Integer> map, @Valid Inner valid, Inner notValid,
		List<@Valid Inner> validOnes, @Valid List<Inner> alsoValidOnes, List<Inner> notValidOnes,
		Optional<@Size(min = 1) String> inside, Optional<@Valid Inner> validInside,
		@Size(min = 1, max = 1, message = "one it is") List<List<@Min(1) Integer>> nested,
		List<@Pattern(regexp = "^[\\w.-]{1,3}|\\s+?|(?:\\u00e9|/)*.$") String> patterns) {

	/**
	 * What is validated only where somebody says so.
	 */
	public record Inner(@Max(1) int one, @Nullable @NotNull String there, @Valid @Nullable Inner more) {
	}

}
