package dev.syncedstore.codec.schema;

import java.util.Arrays;
import java.util.List;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.Description;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Schema;
import dev.syncedstore.core.Singleton;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.schema.DeclaredSchema;
import dev.syncedstore.core.schema.DeclaredSingleton;
import dev.syncedstore.core.schema.DeclaredTable;
import dev.syncedstore.core.schema.InvalidSchemaException;
import dev.syncedstore.core.schema.SchemaCatalog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SchemaCatalogTests {

	private final MutatorCatalog mutators = MutatorCatalog.of(List.of(new ListMutators()), JacksonValueCodecs.create());

	@Test
	void withoutASchemaClassTheMutatorsClassesDeclareWhatThereIs() {
		DeclaredSchema schema = catalog().schema("list");
		assertThat(schema.version()).isEqualTo(1);
		assertThat(schema.description()).isEmpty();
		assertThat(schema.tables()).extracting((table) -> table.table().name()).containsExactly("hidden", "lines");
		assertThat(schema.singletons()).isEmpty();
	}

	@Test
	void aSchemaClassAddsItsConstantsItsVersionAndItsDescription() {
		DeclaredSchema schema = catalog(ListSchema.class).schema("list");
		assertThat(schema.version()).isEqualTo(3);
		assertThat(schema.description()).isEqualTo("Lines of text");
		assertThat(schema.tables()).extracting((table) -> table.table().name())
			.containsExactly("hidden", "lines", "tags");
		assertThat(schema.tables()).extracting(DeclaredTable::description).containsExactly("", "All lines", "");
		assertThat(schema.singletons()).extracting(DeclaredSingleton::path)
			.containsExactly("settings/font", "settings/look");
		assertThat(schema.singletons().get(0).singleton().table()).isEqualTo(Table.of("settings", Tag.class));
	}

	@Test
	void theClassOfTheMutatorsMayBeTheSchemaItself() {
		MutatorCatalog own = MutatorCatalog.of(List.of(new OneForAll()), JacksonValueCodecs.create());
		assertThat(SchemaCatalog.of(List.of(), own).version("one")).isEqualTo(7);
		assertThat(SchemaCatalog.of(List.of(OneForAll.class), own).schemas()).containsOnlyKeys("one");
	}

	@Test
	void anUnknownStoreTypeHasTheFirstVersionOfNothing() {
		assertThat(catalog().version("nothing")).isEqualTo(1);
		assertThat(catalog().schema("nothing").tables()).isEmpty();
	}

	@Test
	void whatCantBeIsRefusedWithWhatToDo() {
		assertRefused("Store type list has two schemas", "Keep one", ListSchema.class, AnotherListSchema.class);
		assertRefused("declares table lines with two types of values", "another name", TwoTypes.class);
		assertRefused("declares singleton settings/look with two types of values", "another name",
				TwoTypesOfSingleton.class);
		assertRefused("declares version 0", "from 1", VersionZero.class);
		assertRefused("@Schema(type = \"List\") is not a store type", "lower-case", BadType.class);
		assertRefused("String is not annotated with @Schema", "Annotate it", String.class);
	}

	@Test
	void aServerWantsASchemaToBeThatOfMutators() {
		SchemaCatalog catalog = catalog(ListSchema.class);
		assertThat(catalog.within(List.of("list"))).isSameAs(catalog);
		assertThatExceptionOfType(InvalidSchemaException.class).isThrownBy(() -> catalog.within(List.of("other")))
			.withMessageContaining("store type list, which has no mutators");
	}

	private void assertRefused(String problem, String remedy, Class<?>... schemas) {
		assertThatExceptionOfType(InvalidSchemaException.class).isThrownBy(() -> catalog(schemas))
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.remedy()).contains(remedy));
	}

	private SchemaCatalog catalog(Class<?>... schemas) {
		return SchemaCatalog.of(Arrays.asList(schemas), this.mutators);
	}

	record Line(String text) {
	}

	record Tag(String name) {
	}

	@Mutators(type = "list")
	static class ListMutators {

		public static final Table<Line> LINES = Table.of("lines", Line.class);

		private static final Table<Line> HIDDEN = Table.of("hidden", Line.class);

		@Mutator
		public void add(MutationContext ctx, Line args) {
			ctx.table(HIDDEN).set("a", args);
		}

	}

	@Schema(type = "list", version = 3, description = "Lines of text")
	static final class ListSchema {

		@Description("All lines")
		public static final Table<Line> LINES = ListMutators.LINES;

		public static final Table<Tag> TAGS = Table.of("tags", Tag.class);

		public static final Singleton<Line> LOOK = Singleton.of("settings", "look", Line.class);

		public static final Singleton<Tag> FONT = Singleton.of("settings", "font", Tag.class);

	}

	@Schema(type = "list")
	static final class AnotherListSchema {

	}

	@Schema(type = "list")
	static final class TwoTypes {

		static final Table<Tag> LINES = Table.of("lines", Tag.class);

	}

	@Schema(type = "list")
	static final class TwoTypesOfSingleton {

		static final Singleton<Tag> ONE = Singleton.of("settings", "look", Tag.class);

		static final Singleton<Line> OTHER = Singleton.of("settings", "look", Line.class);

	}

	@Schema(type = "list", version = 0)
	static final class VersionZero {

	}

	@Schema(type = "List")
	static final class BadType {

	}

	@Schema(type = "one", version = 7)
	@Mutators(type = "one")
	static class OneForAll {

		@Mutator
		public void add(MutationContext ctx, Line args) {
		}

	}

}
