package dev.syncedstore.sample.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the jars on the class path tell editors about the properties of ours.
 */
record ConfigurationMetadata(List<Property> properties) {

	record Property(String name, String type, String defaultValue, String description) {
	}

	static ConfigurationMetadata load() {
		try {
			List<Property> properties = new ArrayList<>();
			for (URL url : Collections.list(ConfigurationMetadata.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				if (url.toString().contains("synced-store-")) {
					try (InputStream in = url.openStream()) {
						JsonMapper.shared()
							.readTree(in)
							.get("properties")
							.forEach((node) -> properties.add(read(node)));
					}
				}
			}
			properties.sort(Comparator.comparing(Property::name));
			return new ConfigurationMetadata(properties);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Set<String> names() {
		return this.properties.stream().map(Property::name).collect(Collectors.toSet());
	}

	String asTable() {
		return this.properties.stream()
			.map((property) -> "| `%s` | %s | %s |\n".formatted(property.name(),
					property.defaultValue().isEmpty() ? "" : "`" + property.defaultValue() + "`",
					property.description().replace("|", "\\|")))
			.collect(Collectors.joining("", "| property | default | what it does |\n|---|---|---|\n", ""));
	}

	private static Property read(JsonNode node) {
		return new Property(node.get("name").asString(), node.path("type").asString(""), defaultValue(node),
				node.path("description").asString(""));
	}

	private static String defaultValue(JsonNode node) {
		JsonNode value = node.path("defaultValue");
		if (value.isArray()) {
			return value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
		}
		return value.isMissingNode() ? "" : value.asString();
	}

}
