package dev.syncedstore.codec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.syncedstore.codec.schema.JsonSchemas;
import dev.syncedstore.codec.schema.JsonText;
import dev.syncedstore.core.Description;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.ValueCodec;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Codec and schema of a type are of one mind.
 */
class JsonSchemasTests {

	private static final String GOOD = "{\"text\":\"a\",\"code\":\"AB\",\"count\":1,\"share\":0.5,\"tags\":[\"x\"],"
			+ "\"byName\":{\"a\":[1]},\"agreed\":true,\"inner\":{\"n\":5}}";

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	@Test
	void whatACodecWritesIsValid() {
		ValueCodec<KitchenSink> codec = this.codecs.forType(KitchenSink.class);
		JsonSchema schema = schema(KitchenSink.class);
		for (int seed = 0; seed < 100; seed++) {
			assertThat(problems(schema, codec.write(new RandomValues(seed).kitchenSink(2)))).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("spoilt")
	void whatACodecRefusesIsInvalid(String good, String bad) {
		ValueCodec<Strict> codec = this.codecs.forType(Strict.class);
		JsonSchema schema = schema(Strict.class);
		assertThat(codec.write(codec.read(GOOD))).isEqualTo(GOOD);
		assertThat(problems(schema, GOOD)).isEmpty();
		assertThat(GOOD).contains(good);
		String spoilt = GOOD.replace(good, bad);
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> codec.read(spoilt));
		assertThat(problems(schema, spoilt)).isNotEmpty();
	}

	static Stream<Arguments> spoilt() {
		return Stream.of(arguments("\"text\":\"a\"", "\"text\":\" \""), arguments("\"text\":\"a\",", ""),
				arguments("\"text\":\"a\"", "\"text\":\"abcdef\""), arguments("\"AB\"", "\"AB \""),
				arguments("\"count\":1", "\"count\":0"), arguments("\"count\":1", "\"count\":2147483648"),
				arguments("\"count\":1", "\"count\":\"1\""), arguments("0.5", "1"), arguments("[\"x\"]", "[]"),
				arguments("[\"x\"]", "[\"\"]"), arguments("[\"x\"]", "[null]"), arguments("[1]", "[7,8,9]"),
				arguments("true", "false"), arguments("\"n\":5", "\"n\":4"), arguments("\"n\":5", "\"n\":11"));
	}

	@Test
	void aSealedInterfaceIsOneOfItsRecordsByType() {
		JsonSchema schema = schema(KitchenSink.Figure.class);
		assertThat(problems(schema, "{\"type\":\"Circle\",\"radius\":1.5}")).isEmpty();
		assertThat(problems(schema, "{\"type\":\"Square\",\"side\":1,\"within\":{\"type\":\"Point\"}}")).isEmpty();
		assertThat(problems(schema, "{\"radius\":1.5}")).isNotEmpty();
		assertThat(problems(schema, "{\"type\":\"Square\",\"radius\":1.5}")).isNotEmpty();
		assertThat(problems(schema, "{\"type\":\"Line\",\"radius\":1.5}")).isNotEmpty();
	}

	@Test
	void descriptionsAreThoseOfTheAnnotations() {
		String json = JsonText.of(JsonSchemas.document(Described.class));
		assertThat(json).contains("\"Described\":{\"description\":\"A thing\"",
				"\"type\":\"string\",\"description\":" + "\"Its name\"",
				"{\"$ref\":\"#/$defs/Described\",\"description\":\"Another one\"}");
	}

	@Test
	void typesOfOneSimpleNameHaveDefinitionsOfTheirOwn() {
		JsonSchemas schemas = new JsonSchemas();
		Map<String, Object> one = schemas.schema(One.Same.class);
		Map<String, Object> other = schemas.schema(Other.Same.class);
		assertThat(one).isEqualTo(Map.of("$ref", "#/$defs/Same")).isEqualTo(schemas.schema(One.Same.class));
		assertThat(other).isEqualTo(Map.of("$ref", "#/$defs/dev.syncedstore.codec.JsonSchemasTests.Other.Same"));
		assertThat(schemas.definitions()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(classes = { Possessive.class, Posix.class })
	void expressionsThatJavaScriptReadsOtherwiseAreLeftOut(Class<?> type) {
		assertThat(JsonText.of(JsonSchemas.document(type))).doesNotContain("pattern");
	}

	private static JsonSchema schema(Class<?> type) {
		return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
			.getSchema(JsonText.of(JsonSchemas.document(type)));
	}

	private static List<String> problems(JsonSchema schema, String json) {
		return schema
			.validate(json, InputFormat.JSON,
					(context) -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
			.stream()
			.map(ValidationMessage::getMessage)
			.toList();
	}

	record Strict(@NotBlank @Size(max = 5) String text, @Pattern(regexp = "[A-Z]{2}") String code, @Positive int count,
			@DecimalMax(value = "1", inclusive = false) double share, @NotEmpty List<@NotEmpty String> tags,
			Map<String, @Size(max = 2) List<Integer>> byName, @AssertTrue boolean agreed, @Valid Inner inner,
			Optional<@Size(min = 2) String> maybe) {
	}

	record Inner(@Min(5) @Max(10) long n) {
	}

	@Description("A thing")
	record Described(@Description("Its name") String name, @Description("Another one") @Nullable Described next) {
	}

	record Possessive(@Pattern(regexp = "a*+b") String text) {
	}

	record Posix(@Pattern(regexp = "\\p{Alpha}+") String text) {
	}

	static final class One {

		record Same(int a) {
		}

	}

	static final class Other {

		record Same(int b) {
		}

	}

}
