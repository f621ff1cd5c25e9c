package dev.syncedstore.test.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.syncedstore.test.audit.Event;

/**
 * What several processes have told, in the order of the machine's clock. Thread-safe.
 */
final class RecordedHistory {

	private final List<Recorded> recorded = new ArrayList<>();

	synchronized void add(long time, Event event) {
		this.recorded.add(new Recorded(time, event));
	}

	synchronized List<Event> events() {
		return this.recorded.stream().sorted(Comparator.comparingLong(Recorded::time)).map(Recorded::event).toList();
	}

	/** Write everything down, for people. */
	void write(Path file) throws IOException {
		Files.write(file, events().stream().map(Event::toString).toList());
	}

	synchronized long count(Class<? extends Event> kind) {
		return this.recorded.stream().filter((one) -> kind.isInstance(one.event())).count();
	}

	/**
	 * What happened, and when.
	 */
	private record Recorded(long time, Event event) {
	}

}
