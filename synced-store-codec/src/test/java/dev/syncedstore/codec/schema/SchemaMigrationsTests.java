package dev.syncedstore.codec.schema;

import java.util.List;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.Migration;
import dev.syncedstore.core.MigrationSteps;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.MutatorCall;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.RawValue;
import dev.syncedstore.core.Schema;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.schema.InvalidSchemaException;
import dev.syncedstore.core.schema.MigratedAction;
import dev.syncedstore.core.schema.MigratedCall;
import dev.syncedstore.core.schema.SchemaCatalog;
import dev.syncedstore.core.schema.SchemaMigrations;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.core.state.StoredValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SchemaMigrationsTests {

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	@Test
	void callsGoThroughAllVersionsUpToTheNewest() {
		SchemaMigrations migrations = migrations(Fourth.class);
		assertThat(migrate(migrations, 2, "add", "{\"text\":\"a\"}")).containsExactly(
				new MigratedCall("put", new StoredValue("{\"text\":\"a\"}")),
				new MigratedCall("count", new StoredValue("{\"n\":1}")));
		assertThat(migrate(migrations, 3, "put", "{\"text\":\"a\"}")).containsExactly(
				new MigratedCall("put", new StoredValue("{\"text\":\"a\"}")),
				new MigratedCall("count", new StoredValue("{\"n\":1}")));
		assertThat(migrate(migrations, 4, "put", "{}")).containsExactly(new MigratedCall("put", new StoredValue("{}")));
		assertThat(migrate(migrations, 2, "forget", "{}")).isEmpty();
		assertThat(migrate(migrations, 2, "raw", "{\"a\":1,\"b\":[null,1.5,{\"c\":\"d\"}]}")).containsExactly(
				new MigratedCall("raw", new StoredValue("{\"a\":1,\"b\":[null,1.5,{\"c\":\"d\"}],\"new\":true}")));
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> migrate(migrations, 3, "put", "{\"n\":1}"))
			.withMessage("text: is missing");
	}

	@Test
	void whatIsOlderThanTheFirstOneCantBeMigrated() {
		SchemaMigrations migrations = migrations(Fourth.class);
		assertThat(List.of(1, 2, 3, 4, 5, 0, -1)).extracting(migrations::leadFrom)
			.containsExactly(false, true, true, true, false, false, false);
		assertThat(migrations.step(2)).isNull();
		assertThat(migrations(WithoutMigrations.class).leadFrom(8)).isFalse();
		assertThat(migrations(WithoutMigrations.class).leadFrom(9)).isTrue();
	}

	@Test
	void enqueuedActionsAreRenamedTransformedAndDropped() {
		SchemaMigrations migrations = migrations(WithActions.class);
		assertThat(action(migrations, 1, "ring", "{\"text\":\"a\"}"))
			.containsExactly(new MigratedAction("call", new StoredValue("{\"n\":1}")));
		assertThat(action(migrations, 2, "call", "{\"text\":\"ab\"}"))
			.containsExactly(new MigratedAction("call", new StoredValue("{\"n\":2}")));
		assertThat(action(migrations, 1, "fax", "{}")).isEmpty();
		assertThat(action(migrations, 1, "other", "{}"))
			.containsExactly(new MigratedAction("other", new StoredValue("{}")));
		assertThat(action(migrations, 3, "fax", "{}")).hasSize(1);
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> action(migrations, 2, "call", "{\"text\":7}"));
		assertRefused(TwiceOneAction.class, "says twice what becomes of action ring", "Say it once");
	}

	private List<MigratedAction> action(SchemaMigrations migrations, int version, String action, String args) {
		return migrations.migrate(version, new MigratedAction(action, new StoredValue(args)), this.codecs);
	}

	@Test
	void whatCantBeIsRefusedWithWhatToDo() {
		assertRefused(Gap.class, "no migration to version 3", "@Migration(to = 3)");
		assertRefused(NotTheLast.class, "no migration to version 3", "@Migration(to = 3)");
		assertRefused(TooFar.class, "leads to version 3 of a schema of version 2", "Raise the version");
		assertRefused(ToTheFirst.class, "leads to version 1", "version 2");
		assertRefused(NotStatic.class, "can't be a migration", "public static void");
		assertRefused(Twice.class, "second migration to version 2", "in one method");
		assertRefused(TwiceOneMutator.class, "says twice what becomes of mutator add", "Say it once");
		assertRefused(Failing.class, "has failed", "takes down");
	}

	private void assertRefused(Class<?> schema, String problem, String remedy) {
		assertThatExceptionOfType(InvalidSchemaException.class).isThrownBy(() -> migrations(schema))
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.remedy()).contains(remedy));
	}

	private SchemaMigrations migrations(Class<?> schema) {
		MutatorCatalog mutators = MutatorCatalog.of(List.of(new Lists()), this.codecs);
		return SchemaCatalog.of(List.of(schema), mutators).schema("list").migrations();
	}

	private List<MigratedCall> migrate(SchemaMigrations migrations, int version, String mutator, String args) {
		return migrations.migrate(version, new MigratedCall(mutator, new StoredValue(args)), this.codecs);
	}

	record Text(String text) {
	}

	record Number(int n) {
	}

	@Mutators(type = "list")
	static class Lists {

		@Mutator
		public void put(MutationContext ctx, Text args) {
		}

	}

	@Schema(type = "list", version = 4)
	static class Fourth {

		@Migration(to = 3)
		public static void third(MigrationSteps steps) {
			steps.rename("add", "put").drop("forget");
			steps.transform("raw", RawValue.class, (args) -> args.with("new", true));
		}

		@Migration(to = 4)
		public static void fourth(MigrationSteps steps) {
			steps.split("put", Text.class, (args) -> List.of(new MutatorCall("put", args),
					new MutatorCall("count", new Number(args.text().length()))));
		}

	}

	@Schema(type = "list", version = 9)
	static class WithoutMigrations {

	}

	@Schema(type = "list", version = 4)
	static class Gap {

		@Migration(to = 2)
		public static void second(MigrationSteps steps) {
		}

		@Migration(to = 4)
		public static void fourth(MigrationSteps steps) {
		}

	}

	@Schema(type = "list", version = 3)
	static class NotTheLast {

		@Migration(to = 2)
		public static void second(MigrationSteps steps) {
		}

	}

	@Schema(type = "list", version = 2)
	static class TooFar {

		@Migration(to = 3)
		public static void third(MigrationSteps steps) {
		}

	}

	@Schema(type = "list", version = 2)
	static class ToTheFirst {

		@Migration(to = 1)
		public static void first(MigrationSteps steps) {
		}

	}

	@Schema(type = "list", version = 2)
	static class NotStatic {

		@Migration(to = 2)
		public void second(MigrationSteps steps) {
		}

	}

	@Schema(type = "list", version = 2)
	static class Twice {

		@Migration(to = 2)
		public static void second(MigrationSteps steps) {
		}

		@Migration(to = 2)
		public static void again(MigrationSteps steps) {
		}

	}

	@Schema(type = "list", version = 3)
	static class WithActions {

		@Migration(to = 2)
		public static void second(MigrationSteps steps) {
			steps.renameAction("ring", "call").dropAction("fax");
		}

		@Migration(to = 3)
		public static void third(MigrationSteps steps) {
			steps.transformAction("call", Text.class, (args) -> new Number(args.text().length()));
		}

	}

	@Schema(type = "list", version = 2)
	static class TwiceOneAction {

		@Migration(to = 2)
		public static void second(MigrationSteps steps) {
			steps.renameAction("ring", "call").dropAction("ring");
		}

	}

	@Schema(type = "list", version = 2)
	static class TwiceOneMutator {

		@Migration(to = 2)
		public static void second(MigrationSteps steps) {
			steps.rename("add", "put").drop("add");
		}

	}

	@Schema(type = "list", version = 2)
	static class Failing {

		@Migration(to = 2)
		public static void second(MigrationSteps steps) {
			throw new IllegalStateException("too early");
		}

	}

}
