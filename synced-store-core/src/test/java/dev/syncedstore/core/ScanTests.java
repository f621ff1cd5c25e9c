package dev.syncedstore.core;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScanTests {

	@Test
	void isRefinedStepByStepWithoutChangingWhatItCameFrom() {
		Scan prefix = Scan.prefix("a/");
		assertThat(prefix.limit(3).after("a/b").reversed()).isEqualTo(new Scan("a/", "a/b", 3, true));
		assertThat(prefix).isEqualTo(new Scan("a/", null, Integer.MAX_VALUE, false));
		assertThat(Scan.all()).isEqualTo(Scan.prefix(""));
	}

	@Test
	void aLimitBelowOneIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Scan.all().limit(0)).withMessageContaining("limit");
	}

}
