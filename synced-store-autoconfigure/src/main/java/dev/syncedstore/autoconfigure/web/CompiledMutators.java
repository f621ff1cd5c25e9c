package dev.syncedstore.autoconfigure.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.poke.ServedMutators;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * The compiled mutators that the build has put on the class path: {@code todo.js} leads
 * to {@code todo-<hash>.js}.
 */
final class CompiledMutators implements ServedMutators {

	static final String FOLDER = "synced-store/mutators/";

	private final ResourceLoader resources;

	/** They don't change while an application runs. */
	private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

	CompiledMutators(ResourceLoader resources) {
		this.resources = resources;
	}

	@Override
	public @Nullable String hash(String storeType) {
		return SpaceId.isStoreType(storeType) ? this.known.computeIfAbsent(storeType, this::find).orElse(null) : null;
	}

	private Optional<String> find(String storeType) {
		Resource module = this.resources.getResource("classpath:" + FOLDER + storeType + ".js");
		if (!module.exists()) {
			return Optional.empty();
		}
		try {
			Matcher link = Pattern.compile(Pattern.quote("./" + storeType + "-") + "([0-9a-f]+)\\.js")
				.matcher(module.getContentAsString(StandardCharsets.UTF_8));
			return link.find() ? Optional.of(link.group(1)) : Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
