package dev.syncedstore.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import dev.syncedstore.benchmarks.server.Item;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the rows of a plain server into a sorted map while they come in.
 */
final class PlainReader {

	private static final ObjectReader ROWS = JsonMapper.shared().readerFor(Row.class);

	private static final int OK = 200;

	private final HttpClient http = HttpClient.newHttpClient();

	private final NavigableMap<String, Item> items = new TreeMap<>();

	/**
	 * Read rows, which replace those that are there with the same keys.
	 * @param address of the rows
	 * @param headers the credentials
	 * @return how many there were
	 */
	int read(URI address, Map<String, String> headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(address);
		headers.forEach(request::header);
		HttpResponse<InputStream> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
		if (response.statusCode() != OK) {
			throw new IOException(address + " answered " + response.statusCode());
		}
		int count = 0;
		try (MappingIterator<Row> rows = ROWS.readValues(response.body())) {
			while (rows.hasNext()) {
				Row row = rows.next();
				this.items.put(row.key(), row.value());
				count++;
			}
		}
		return count;
	}

	int size() {
		return this.items.size();
	}

	private record Row(String key, Item value) {
	}

}
