package dev.syncedstore.sample.web;

import java.io.IOException;

import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells browsers which files to keep for when the server is away. Its script is other
 * text whenever one of the files is, so that a browser that looks for a newer service
 * worker, as it does with each page, finds out.
 */
@RestController
class ShellController {

	private final Shell shell;

	ShellController(ResourcePatternResolver resources) throws IOException {
		this.shell = Shell.find(resources);
	}

	@GetMapping(path = "/shell.js", produces = "text/javascript")
	ResponseEntity<String> script() {
		return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(this.shell.toScript());
	}

}
