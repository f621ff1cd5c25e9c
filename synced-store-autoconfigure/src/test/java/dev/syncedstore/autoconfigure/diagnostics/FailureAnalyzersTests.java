package dev.syncedstore.autoconfigure.diagnostics;

import java.sql.Connection;
import java.sql.Statement;
import java.util.function.BooleanSupplier;
import java.util.List;

import javax.sql.DataSource;

import dev.syncedstore.autoconfigure.SyncedStoreAutoConfiguration;
import dev.syncedstore.autoconfigure.SyncedStoreMembershipAutoConfiguration;
import dev.syncedstore.autoconfigure.todo.AddTodo;
import dev.syncedstore.autoconfigure.todo.TodoMutators;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Schema;
import dev.syncedstore.core.Table;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.action.Action;
import dev.syncedstore.server.action.ActionContext;
import dev.syncedstore.server.action.Actions;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bad set-up fails at start and says what to do, by the analyzers that are registered.
 */
@Tag("one-jdk")
class FailureAnalyzersTests {

	private final TestDatabase database = TestDatabase.create();

	private final ApplicationContextRunner withoutJpa = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SyncedStoreAutoConfiguration.class, SyncedStoreMembershipAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	private final ApplicationContextRunner runner = this.withoutJpa
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
				TransactionAutoConfiguration.class))
		.withPropertyValues(this.database.properties())
		.withPropertyValues("spring.datasource.hikari.maximum-pool-size=2");

	@Test
	void twoMutatorsOfOneName() {
		FailureAnalysis analysis = analyze(this.runner.withBean(TodoMutators.class).withBean(MoreTodoMutators.class));
		assertThat(analysis.getDescription()).contains("todo", "addTodo", "TodoMutators.addTodo",
				"MoreTodoMutators.addTodo");
		assertThat(analysis.getAction()).contains("@Mutator(name");
	}

	@Test
	void aBadSignature() {
		FailureAnalysis analysis = analyze(this.runner.withBean(BadSignature.class));
		assertThat(analysis.getDescription()).contains("BadSignature.addTodo", "returns String");
		assertThat(analysis.getAction()).contains("public void addTodo(MutationContext ctx, AddTodo args)");
	}

	@Test
	void anActionWithABadSignature() {
		FailureAnalysis analysis = analyze(this.runner.withBean(TodoMutators.class).withBean(BadAction.class));
		assertThat(analysis.getDescription()).contains("BadAction.suggest", "must take an ActionContext");
		assertThat(analysis.getAction()).contains("public Imported importTodos(ActionContext ctx, ImportTodos args)");
	}

	@Test
	void aHookWithABadSignature() {
		FailureAnalysis analysis = analyze(this.runner.withBean(TodoMutators.class).withBean(BadHook.class));
		assertThat(analysis.getDescription()).contains("BadHook.welcome", "must return void", "UserAdded");
		assertThat(analysis.getAction()).contains("public void welcome(MutationContext ctx, UserAdded event)");
	}

	@Test
	void hooksOfAStoreTypeWithoutMutators() {
		FailureAnalysis analysis = analyze(this.runner.withBean(BadHook.Elsewhere.class));
		assertThat(analysis.getDescription()).contains("Elsewhere.created",
				"store type elsewhere, which has no mutators");
	}

	@Test
	void aClassOfHooksWithoutAny() {
		FailureAnalysis analysis = analyze(this.runner.withBean(TodoMutators.class).withBean(BadHook.Empty.class));
		assertThat(analysis.getDescription()).contains("Empty", "has no hooks");
	}

	@Test
	void anActionOfAStoreTypeWithoutMutators() {
		FailureAnalysis analysis = analyze(this.runner.withBean(BadAction.Elsewhere.class));
		assertThat(analysis.getDescription()).contains("Elsewhere.suggest",
				"store type elsewhere, which has no mutators");
	}

	@Test
	void twoSchemasOfOneStoreType() {
		FailureAnalysis analysis = analyze(this.runner.withBean(TodoMutators.class)
			.withBean(BadSchemas.OtherTodos.class)
			.withBean(BadSchemas.Second.class));
		assertThat(analysis.getDescription()).contains("todo has two schemas", "OtherTodos", "Second");
		assertThat(analysis.getAction()).contains("Keep one of the classes");
	}

	@Test
	void aTableWithTwoTypesOfValues() {
		FailureAnalysis analysis = analyze(
				this.runner.withBean(TodoMutators.class).withBean(BadSchemas.OtherTodos.class));
		assertThat(analysis.getDescription()).contains("table todos with two types", "OtherTodos.TODOS",
				"TodoMutators.TODOS");
		assertThat(analysis.getAction()).contains("another name");
	}

	@Test
	void aSchemaOfAVersionThatCantBe() {
		FailureAnalysis analysis = analyze(this.runner.withBean(TodoMutators.class).withBean(BadSchemas.Zero.class));
		assertThat(analysis.getDescription()).contains("Zero declares version 0");
		assertThat(analysis.getAction()).contains("Count versions from 1");
	}

	@Test
	void aSchemaOfAStoreTypeWithoutMutators() {
		FailureAnalysis analysis = analyze(
				this.runner.withBean(TodoMutators.class).withBean(BadSchemas.Elsewhere.class));
		assertThat(analysis.getDescription()).contains("store type elsewhere, which has no mutators");
	}

	@Test
	void aSharedClassWithAnInjectedBean() {
		FailureAnalysis analysis = analyze(this.runner.withBean(SharedWithBean.class));
		assertThat(analysis.getDescription()).contains("SharedWithBean", "no public constructor without parameters");
		assertThat(analysis.getAction()).contains("ctx.onServer", "serverOnly = true");
	}

	@Test
	void aPlainMutatorInAClassWithAnInjectedBean() {
		FailureAnalysis analysis = analyze(this.runner.withBean(PlainWithBean.class));
		assertThat(analysis.getDescription()).contains("PlainWithBean.run", "is not transactional");
		assertThat(analysis.getAction()).contains("@Mutator(transactional = true)");
	}

	@Test
	void aPortThatNobodyImplements() {
		FailureAnalysis analysis = analyze(this.runner.withBean(CallingMutators.class));
		assertThat(analysis.getDescription()).contains("There is no port java.util.function.BooleanSupplier",
				"CallingMutators");
		assertThat(analysis.getAction()).contains("Declare one bean");
	}

	@Test
	void aPortThatSeveralImplement() {
		ApplicationContextRunner two = this.runner.withBean(CallingMutators.class)
			.withBean("one", BooleanSupplier.class, () -> () -> true)
			.withBean("two", BooleanSupplier.class, () -> () -> false);
		FailureAnalysis analysis = analyze(two);
		assertThat(analysis.getDescription()).contains("several beans of port java.util.function.BooleanSupplier",
				"one, two");
		assertThat(analysis.getAction()).contains("@Primary");
	}

	@Test
	void aPortThatOneBeanImplements() {
		this.runner.withBean(CallingMutators.class)
			.withBean("one", BooleanSupplier.class, () -> () -> true)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void anArgumentThatJsonCantCarry() {
		FailureAnalysis analysis = analyze(this.runner.withBean(BadArgument.class));
		assertThat(analysis.getDescription()).contains("BadArgument.run");
		assertThat(analysis.getAction()).contains("record of strings");
	}

	@Test
	void noEntityManagerFactory() {
		FailureAnalysis analysis = analyze(this.withoutJpa);
		assertThat(analysis.getDescription()).contains("EntityManagerFactory");
		assertThat(analysis.getAction()).contains("spring.datasource.url", "synced-store-embedded-postgres",
				"synced-store.enabled=false");
	}

	@Test
	void twoDataSourcesNoneOfThemPrimary() {
		FailureAnalysis analysis = analyze(this.runner.withUserConfiguration(TwoDataSources.class));
		assertThat(analysis.getDescription()).contains("2 data sources");
		assertThat(analysis.getAction()).contains("@Primary");
	}

	@Test
	void aDatabaseThatIsNoPostgresql() {
		FailureAnalysis analysis = analyze(this.withoutJpa.withBean(DataSource.class, OtherDatabase::new)
			.withBean(EntityManagerFactory.class, OtherDatabase::entityManagerFactory));
		assertThat(analysis.getDescription()).contains("needs PostgreSQL", "H2");
		assertThat(analysis.getAction()).contains("synced-store-embedded-postgres");
	}

	@Test
	void tablesThatAreMissingWhileMigrationIsOff() {
		FailureAnalysis analysis = analyze(this.runner.withPropertyValues("synced-store.migrate=false"));
		assertThat(analysis.getDescription()).contains("synced_store");
		assertThat(analysis.getAction()).contains("dev/syncedstore/server/log/migration", "synced-store.migrate=true");
	}

	@Test
	void tablesThatSomebodyElseCreatedAreEnough() {
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withPropertyValues("synced-store.migrate=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aUserWhoMayNotCreateTables() throws Exception {
		try (Connection connection = this.database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("DO $$ BEGIN CREATE ROLE powerless LOGIN PASSWORD 'powerless'; "
					+ "EXCEPTION WHEN duplicate_object THEN NULL; END $$");
		}
		FailureAnalysis analysis = analyze(this.runner.withPropertyValues("spring.datasource.username=powerless",
				"spring.datasource.password=powerless"));
		assertThat(analysis.getDescription()).contains("synced_store", "permission denied");
		assertThat(analysis.getAction()).contains("GRANT CREATE", "synced-store.schema", "synced-store.migrate=false");
	}

	private static FailureAnalysis analyze(ApplicationContextRunner runner) {
		FailureAnalysis[] result = new FailureAnalysis[1];
		runner.run((context) -> {
			assertThat(context).hasFailed();
			result[0] = registered().stream()
				.map((analyzer) -> analyzer.analyze(context.getStartupFailure()))
				.filter(java.util.Objects::nonNull)
				.findFirst()
				.orElseThrow(() -> new AssertionError("Nobody explains it", context.getStartupFailure()));
		});
		return result[0];
	}

	private static List<FailureAnalyzer> registered() {
		return SpringFactoriesLoader.forDefaultResourceLocation().load(FailureAnalyzer.class, (type, name, failure) -> {
		}).stream().filter((analyzer) -> analyzer.getClass().getName().startsWith("dev.syncedstore")).toList();
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		DataSource one() {
			return new PGSimpleDataSource();
		}

		@Bean
		DataSource two() {
			return new PGSimpleDataSource();
		}

	}

	@Mutators(type = "todo")
	static class MoreTodoMutators {

		@Mutator
		public void addTodo(MutationContext ctx, AddTodo args) {
		}

	}

	@Mutators(type = "todo")
	static class BadSignature {

		@Mutator
		public String addTodo(AddTodo args) {
			return args.id();
		}

	}

	record Unsupported(Thread thread) {
	}

	@Mutators(type = "todo")
	static class SharedWithBean {

		SharedWithBean(DataSource dataSource) {
		}

	}

	@Mutators(type = "todo", serverOnly = true)
	static class PlainWithBean {

		private final DataSource dataSource;

		PlainWithBean(DataSource dataSource) {
			this.dataSource = dataSource;
		}

		@Mutator
		public void run(MutationContext ctx, AddTodo args) {
			this.dataSource.toString();
		}

	}

	@Mutators(type = "todo")
	static class CallingMutators {

		@Mutator(transactional = true)
		public void call(MutationContext ctx, AddTodo args) {
			ctx.onServer(BooleanSupplier.class, BooleanSupplier::getAsBoolean);
		}

	}

	@Mutators(type = "todo")
	static class BadArgument {

		@Mutator
		public void run(MutationContext ctx, Unsupported args) {
		}

	}

	/**
	 * Schemas that can't be used, each by itself: Spring registers what is nested in a
	 * bean.
	 */
	static final class BadSchemas {

		/** Of a table that the mutators have, too. */
		@Schema(type = "todo")
		static class OtherTodos {

			static final Table<AddTodo> TODOS = Table.of("todos", AddTodo.class);

		}

		/** One too many. */
		@Schema(type = "todo")
		static class Second {

		}

		/** Before the first. */
		@Schema(type = "todo", version = 0)
		static class Zero {

		}

		/** Of another type. */
		@Schema(type = "elsewhere")
		static class Elsewhere {

		}

	}

	/** Actions that can't be used. */
	@Actions(type = "todo")
	static class BadAction {

		@Action
		public void suggest(String text) {
		}

		/** Of another type. */
		@Actions(type = "elsewhere")
		static class Elsewhere {

			@Action
			public void suggest(ActionContext ctx) {
			}

		}

	}

}
