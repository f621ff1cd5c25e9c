package dev.syncedstore.autoconfigure.coexistence;

import java.util.List;

import dev.syncedstore.autoconfigure.SyncedStoreAutoConfiguration;
import dev.syncedstore.autoconfigure.todo.AddTodo;
import dev.syncedstore.autoconfigure.todo.Todo;
import dev.syncedstore.autoconfigure.todo.TodoMutators;
import dev.syncedstore.core.Entry;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.SyncedStores;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * One node of an application without a web server, and proof that its stores work.
 */
final class Node {

	private static final SpaceId SPACE = new SpaceId("todo", "main");

	private Node() {
	}

	static ApplicationContextRunner on(TestDatabase database) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class,
					FlywayAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
					TransactionAutoConfiguration.class, SyncedStoreAutoConfiguration.class))
			.withUserConfiguration(MutatorsConfiguration.class)
			.withPropertyValues(database.properties())
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=4");
	}

	static void addTodo(ApplicationContext context, String text) {
		context.getBean(SyncedStores.class)
			.mutate(SPACE, TodoMutators::addTodo, new AddTodo(text, text), Actor.user("alice"))
			.join();
	}

	static List<String> todos(ApplicationContext context) {
		return context.getBean(SyncedStores.class)
			.read(SPACE,
					(ctx) -> ctx.table(TodoMutators.TODOS).scan().stream().map(Entry::value).map(Todo::text).toList());
	}

	@Configuration(proxyBeanMethods = false)
	@Import(TodoMutators.class)
	static class MutatorsConfiguration {

	}

}
