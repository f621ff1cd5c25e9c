package dev.syncedstore.teavm.build;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A source map, with the sources in it that are the application's.
 */
final class SourceMap {

	private SourceMap() {
	}

	/**
	 * Complete a source map.
	 * @param map the map as the compiler wrote it
	 * @param file the name of the module
	 * @param folders where to look for sources
	 * @return the map to be published
	 */
	static String complete(String map, String file, List<Path> folders) throws IOException {
		JsonFactory factory = new JsonFactory();
		StringWriter result = new StringWriter();
		try (JsonParser in = factory.createParser(ObjectReadContext.empty(), map);
				JsonGenerator out = factory.createGenerator(ObjectWriteContext.empty(), result)) {
			in.nextToken();
			out.writeStartObject();
			List<String> sources = new ArrayList<>();
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				JsonToken token = in.nextToken();
				if (name.equals("file")) {
					out.writeStringProperty(name, file);
				}
				else if (name.equals("sources") && token == JsonToken.START_ARRAY) {
					out.writeArrayPropertyStart(name);
					while (in.nextToken() != JsonToken.END_ARRAY) {
						sources.add(in.getString());
						out.writeString(in.getString());
					}
					out.writeEndArray();
				}
				else if (!name.equals("sourcesContent")) {
					out.writeName(name);
					out.copyCurrentStructure(in);
				}
				else {
					in.skipChildren();
				}
			}
			if (!folders.isEmpty()) {
				contents(out, sources, folders);
			}
			out.writeEndObject();
		}
		return result.toString();
	}

	private static void contents(JsonGenerator out, List<String> sources, List<Path> folders) throws IOException {
		out.writeArrayPropertyStart("sourcesContent");
		for (String source : sources) {
			String content = content(source, folders);
			if (content != null) {
				out.writeString(content);
			}
			else {
				out.writeNull();
			}
		}
		out.writeEndArray();
	}

	private static @Nullable String content(String source, List<Path> folders) throws IOException {
		for (Path folder : folders) {
			Path file = folder.resolve(source).normalize();
			if (file.startsWith(folder) && Files.isRegularFile(file)) {
				return Files.readString(file);
			}
		}
		return null;
	}

}
