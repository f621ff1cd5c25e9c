package dev.syncedstore.codec;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.ValueCodec;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BeanConstraintsTests {

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	@Test
	void aRecordIsCheckedWhenItIsReadAndWhenItIsWritten() {
		ValueCodec<AddTodo> codec = this.codecs.forType(AddTodo.class);
		assertThat(codec.read("{\"text\":\"a\",\"completed\":false}")).isEqualTo(new AddTodo("a", false, null));
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> codec.read("{\"text\":\" \",\"completed\":false}"))
			.withMessage("text: must not be blank")
			.satisfies((ex) -> assertThat(ex.path()).isEqualTo("text"));
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> codec.write(new AddTodo("a".repeat(501), false, null)))
			.withMessage("text: size must be between 0 and 500");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"items":[{"n":1},{"n":0}],"tags":[],"by":{},"from":0,"to":0}        | items[1].n
			{"items":[],"tags":["a"," "],"by":{},"from":0,"to":0}                | tags[1]
			{"items":[],"tags":[],"by":{"x":{"n":0}},"from":0,"to":0}            | by.x.n
			{"items":[],"tags":[],"by":{"":{"n":1}},"from":0,"to":0}             | ``
			{"items":[],"tags":[],"by":{},"first":{"n":0},"from":0,"to":0}       | first.n
			{"items":[],"tags":[],"by":{},"from":1,"to":0}                       | inOrder
			""")
	void thePathOfAViolationIsThatOfTheJson(String json, String path) {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.codecs.forType(Everything.class).read(json))
			.satisfies((ex) -> assertThat(ex.path()).isEqualTo(path.isEmpty() ? "by." : path));
	}

	@Test
	void ofSeveralViolationsTheFirstByPathIsTold() {
		for (int i = 0; i < 20; i++) {
			assertThatExceptionOfType(InvalidValueException.class).isThrownBy(
					() -> JacksonValueCodecs.create().forType(Three.class).read("{\"c\":\"\",\"b\":\"\",\"a\":\"\"}"))
				.withMessage("a: must not be blank");
		}
	}

	@Test
	void messagesAreInEnglishOnEveryMachine() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.GERMANY);
		try {
			assertThatExceptionOfType(InvalidValueException.class)
				.isThrownBy(() -> JacksonValueCodecs.create()
					.forType(AddTodo.class)
					.read("{\"text\":\"\",\"completed\":false}"))
				.withMessage("text: must not be blank");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void anApplicationsOwnValidatorIsUsed() {
		try (var factory = Validation.byDefaultProvider()
			.configure()
			.messageInterpolator(Validation.byDefaultProvider().configure().getDefaultMessageInterpolator())
			.buildValidatorFactory()) {
			JacksonValueCodecs own = JacksonValueCodecs.with(new BeanConstraints(factory.getValidator()));
			assertThatExceptionOfType(InvalidValueException.class)
				.isThrownBy(() -> own.forType(AddTodo.class).read("{\"text\":\"\",\"completed\":false}"));
		}
	}

	@Test
	void withoutConstraintsOnlyTheTypeCounts() {
		assertThatCode(() -> JacksonValueCodecs.with(Constraints.NONE)
			.forType(AddTodo.class)
			.read("{\"text\":\"\",\"completed\":false}")).doesNotThrowAnyException();
	}

	@Test
	void everythingWorksWhereJakartaValidationIsAbsent() throws Exception {
		assertThat(roundTrip((name) -> !name.startsWith("jakarta."))).isEqualTo("{\"text\":\"\",\"completed\":true}");
	}

	@Test
	void everythingWorksWhereJakartaValidationHasNoProvider() throws Exception {
		assertThat(roundTrip((name) -> !name.contains("hibernate"))).isEqualTo("{\"text\":\"\",\"completed\":true}");
	}

	/** Run with the classes of this test's classpath, but only those that are visible. */
	private static String roundTrip(Predicate<String> isVisible) throws Exception {
		URL[] classpath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(File::new)
			.filter((file) -> isVisible.test(file.getPath()))
			.map(BeanConstraintsTests::url)
			.toArray(URL[]::new);
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(classpath, ClassLoader.getPlatformClassLoader()) {
			@Override
			protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
				if (!isVisible.test(name)) {
					throw new ClassNotFoundException(name);
				}
				return super.loadClass(name, resolve);
			}
		}) {
			thread.setContextClassLoader(loader);
			Method roundTrip = loader.loadClass(RoundTrip.class.getName()).getDeclaredMethod("run");
			roundTrip.setAccessible(true);
			// Whoever looks for beans or their destroy methods looks at all methods.
			assertThat(loader.loadClass(JacksonValueCodecs.class.getName()).getMethods()).isNotEmpty();
			return (String) roundTrip.invoke(null);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static URL url(File file) {
		try {
			return file.toURI().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record AddTodo(@NotBlank @Size(max = 500) String text, boolean completed, @Nullable String position) {
	}

	record Item(@Min(1) @Max(9) int n) {
	}

	record Everything(List<@Valid Item> items, List<@NotBlank String> tags, Map<@NotEmpty String, @Valid Item> by,
			Optional<@Valid Item> first, int from, int to) {

		@AssertTrue
		boolean isInOrder() {
			return this.from <= this.to;
		}

	}

	record Three(@NotBlank String c, @NotBlank String a, @NotBlank String b) {
	}

	static final class RoundTrip {

		private RoundTrip() {
		}

		static String run() {
			ValueCodec<AddTodo> codec = JacksonValueCodecs.create().forType(AddTodo.class);
			return codec.write(codec.read("{\"text\":\"\",\"completed\":true}"));
		}

	}

}
