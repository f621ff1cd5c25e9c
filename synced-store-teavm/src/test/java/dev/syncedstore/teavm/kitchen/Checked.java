package dev.syncedstore.teavm.kitchen;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;

record Checked(@Size(min = 1, max = 12) String text, @Max(10) long number) {

	Checked {
		if (text.startsWith("forbidden")) {
			throw new IllegalArgumentException("must not begin so");
		}
	}

}
