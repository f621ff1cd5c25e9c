package dev.syncedstore.benchmarks.server;

import java.util.Arrays;

import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the same application answers without a synced store.
 */
@RestController
class PlainController {

	/** As long as most answers to a push of one mutation. */
	private static final byte[] CONSTANT = new byte[80];

	static {
		Arrays.fill(CONSTANT, (byte) ' ');
		CONSTANT[0] = '[';
		CONSTANT[CONSTANT.length - 1] = ']';
	}

	/** Read the body and answer a constant. */
	@PostMapping(path = "/constant", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	byte[] constant(@RequestBody byte[] body) {
		return CONSTANT;
	}

	/** What the session's requests must bring. */
	@GetMapping("/csrf")
	String csrf(CsrfToken token) {
		return token.getToken();
	}

}
