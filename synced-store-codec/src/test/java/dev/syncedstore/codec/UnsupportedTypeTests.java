package dev.syncedstore.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncedstore.core.state.UnsupportedTypeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What JSON can't carry is found when a type is first used, not when a value comes.
 */
class UnsupportedTypeTests {

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	@ParameterizedTest
	@MethodSource
	void theComponentIsNamedAndWhatToWriteInstead(Class<?> type, String component, String typeName, String advice) {
		assertThatExceptionOfType(UnsupportedTypeException.class).isThrownBy(() -> this.codecs.forType(type))
			.withMessageStartingWith(type.getName() + ": " + component)
			.withMessageContaining("is of type " + typeName + ", which JSON can't carry: ")
			.withMessageContaining(advice)
			.satisfies((ex) -> assertThat(ex.type()).isEqualTo(type));
	}

	static Stream<Arguments> theComponentIsNamedAndWhatToWriteInstead() {
		record Float1(float weight) {
		}
		record Float2(List<Float> weights) {
		}
		record Char(Map<String, Character> letters) {
		}
		record Array(String[] names) {
		}
		record Bytes(byte[] image) {
		}
		record GenericArray(List<String>[] names) {
		}
		record Any(Object value) {
		}
		record Anything(Map<String, Object> value) {
		}
		record Node(JsonNode node) {
		}
		record RawList(@SuppressWarnings("rawtypes") List names) {
		}
		record RawMap(@SuppressWarnings("rawtypes") Map names) {
		}
		record RawOptional(@SuppressWarnings("rawtypes") Optional name) {
		}
		record Wildcard(List<? extends String> names) {
		}
		record Keys(Map<Integer, String> names) {
		}
		record Sets(Set<String> names) {
		}
		record Concrete(ArrayList<String> names) {
		}
		record Dates(Date at) {
		}
		record Local(LocalDateTime at) {
		}
		record Zoned(Optional<ZonedDateTime> at) {
		}
		record Big(BigDecimal price) {
		}
		record Bigger(BigInteger id) {
		}
		record Numbers(Number number) {
		}
		record Ints(OptionalInt rank) {
		}
		record Many(List<Optional<String>> names) {
		}
		record Twice(Optional<Optional<String>> name) {
		}
		record Threads(Thread thread) {
		}
		record Open(Runnable task) {
		}
		record Variables(Pair<String> pair) {
		}
		record Deep(Map<String, List<Any>> of) {
		}
		return Stream.of(arguments(Float1.class, "weight", "float", "write double"),
				arguments(Float2.class, "weights[]", "Float", "write double"),
				arguments(Char.class, "letters{}", "Character", "write String"),
				arguments(Array.class, "names", "String[]", "write List"),
				arguments(Bytes.class, "image", "byte[]", "Base64"),
				arguments(GenericArray.class, "names", "java.util.List<java.lang.String>[]", "write List"),
				arguments(Any.class, "value", "Object", "write a record"),
				arguments(Anything.class, "value{}", "Object", "write a record"),
				arguments(Node.class, "node", "JsonNode", "write a record"),
				arguments(RawList.class, "names", "List", "with the type of the elements"),
				arguments(RawMap.class, "names", "Map", "with the type of the values"),
				arguments(RawOptional.class, "name", "Optional", "of a type that is given"),
				arguments(Wildcard.class, "names[]", "? extends java.lang.String", "write the actual type"),
				arguments(Keys.class, "names", "java.util.Map<java.lang.Integer, java.lang.String>",
						"write Map<String, ...>"),
				arguments(Sets.class, "names", "java.util.Set<java.lang.String>", "write List<...>"),
				arguments(Concrete.class, "names", "java.util.ArrayList<java.lang.String>", "write List<...>"),
				arguments(Dates.class, "at", "Date", "write java.time.Instant"),
				arguments(Local.class, "at", "LocalDateTime", "write java.time.Instant"),
				arguments(Zoned.class, "at", "ZonedDateTime", "write java.time.Instant"),
				arguments(Big.class, "price", "BigDecimal", "String beyond"),
				arguments(Bigger.class, "id", "BigInteger", "String beyond"),
				arguments(Numbers.class, "number", "Number", "double"),
				arguments(Ints.class, "rank", "OptionalInt", "Optional<Integer>"),
				arguments(Many.class, "names[]", "java.util.Optional<java.lang.String>", "only a component"),
				arguments(Twice.class, "name", "java.util.Optional<java.lang.String>", "only a component"),
				arguments(Threads.class, "thread", "Thread", "write a record"),
				arguments(Open.class, "task", "Runnable", "write a sealed interface of records"),
				arguments(Variables.class, "pair", Pair.class.getName() + "<java.lang.String>",
						"without type parameters"),
				arguments(Deep.class, "of{}[].value", "Object", "write a record"),
				arguments(Mixed.class, "<Half>", "Half", "write a record"));
	}

	@Test
	void aTypeThatCannotBeAValueAtAllIsNamedItself() {
		assertThatExceptionOfType(UnsupportedTypeException.class).isThrownBy(() -> this.codecs.forType(Pair.class))
			.withMessage(Pair.class.getName() + ": it is of type Pair, which JSON can't carry: write a record without "
					+ "type parameters");
	}

	@Test
	void recordsOfASealedInterfaceMustBeToldApartByTheirSimpleNames() {
		assertThatExceptionOfType(UnsupportedTypeException.class).isThrownBy(() -> this.codecs.forType(Twins.class))
			.withMessageContaining("<Twin> has the simple name of another record");
		assertThatExceptionOfType(UnsupportedTypeException.class).isThrownBy(() -> this.codecs.forType(Typed.class))
			.withMessageContaining("<WithType> has a component called type")
			.withMessageContaining("rename it");
	}

	@Test
	void recordsMayContainThemselves() {
		record Tree(String name, List<Tree> children, @Nullable Tree parent, Map<String, Optionals> more) {
		}
		Tree tree = new Tree("a", List.of(new Tree("b", List.of(), null, Map.of())),
				new Tree("c", List.of(), null, Map.of()),
				Map.of("o", new Optionals(Optional.of(new Optionals(Optional.empty())))));
		assertThat(this.codecs.forType(Tree.class).read(this.codecs.forType(Tree.class).write(tree))).isEqualTo(tree);
	}

	@Test
	void aTypeThatFailedFailsAgain() {
		record Any(Object value) {
		}
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(UnsupportedTypeException.class).isThrownBy(() -> this.codecs.forType(Any.class));
		}
	}

	record Pair<T>(T one, T other) {
	}

	record Optionals(Optional<Optionals> of) {
	}

	sealed interface Mixed permits Whole, Half {

	}

	record Whole() implements Mixed {
	}

	static final class Half implements Mixed {

	}

	sealed interface Twins permits One.Twin, Other.Twin {

	}

	interface One {

		record Twin() implements Twins {
		}

	}

	interface Other {

		record Twin() implements Twins {
		}

	}

	sealed interface Typed permits WithType {

	}

	record WithType(String type) implements Typed {
	}

}
