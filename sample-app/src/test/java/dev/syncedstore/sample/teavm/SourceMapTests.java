package dev.syncedstore.sample.teavm;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.syncedstore.core.Mutator;
import dev.syncedstore.sample.todo.TodoMutators;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever debugs a page finds the lines of Java.
 */
class SourceMapTests {

	private static final Path SOURCE = Path
		.of("src/main/java/" + TodoMutators.class.getName().replace('.', '/') + ".java");

	private final JavaSourceMap map = JavaSourceMap.of("todo");

	@Test
	void theBodyOfEachMutatorIsMappedToItsLines() throws Exception {
		List<String> source = Files.readAllLines(SOURCE);
		List<Integer> mapped = this.map.of(TodoMutators.class).stream().map(JavaSourceMap.Mapping::javaLine).toList();
		List<Method> mutators = Arrays.stream(TodoMutators.class.getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(Mutator.class))
			.toList();
		assertThat(mutators).hasSizeGreaterThan(5);
		for (Method mutator : mutators) {
			int first = line(source, "public void " + mutator.getName() + "(", 0) + 1;
			int last = line(source, "\t}", first);
			assertThat(mapped).as(mutator.getName())
				.containsAnyElementsOf(IntStream.rangeClosed(first, last).boxed().toList());
			assertThat(mapped).as("the first statement of " + mutator.getName()).contains(first + 1);
		}
	}

	@Test
	void theSourceIsInTheMap() throws Exception {
		assertThat(this.map.content(TodoMutators.class)).isEqualTo(Files.readString(SOURCE));
	}

	/** The number of a line, from 0. */
	private static int line(List<String> source, String begin, int from) {
		return IntStream.range(from, source.size())
			.filter((i) -> source.get(i).startsWith(begin) || source.get(i).strip().startsWith(begin))
			.findFirst()
			.orElseThrow();
	}

}
