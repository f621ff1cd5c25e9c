package dev.syncedstore.embedded;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.AbstractAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

class OnDevelopmentTests {

	@ParameterizedTest
	@ValueSource(strings = { "file:/home/me/shop/target/classes/", "file:/home/me/shop/build/classes/java/main/",
			"file:/home/me/shop/out/production/shop/", "file:/C:/Users/me/shop/target/classes/" })
	void aFolderIsDevelopment(String location) {
		assertThat(OnDevelopment.isPackaged(location)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "file:/srv/shop.jar", "jar:nested:/srv/shop.jar/!BOOT-INF/classes/!/",
			"file:/srv/shop/BOOT-INF/classes/", "file:/srv/tomcat/webapps/shop/WEB-INF/classes/",
			"jar:file:/srv/shop.war!/WEB-INF/classes/", "resource:/" })
	void aJarOrItsRemainsArePackaged(String location) {
		assertThat(OnDevelopment.isPackaged(location)).isTrue();
	}

	@Test
	void buildingAnAheadOfTimeContextCountsAsPackaging() {
		ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Development.class);
		runner.run((context) -> assertThat(context).hasSingleBean(Development.class));
		runner.withSystemProperties(AbstractAotProcessor.AOT_PROCESSING + "=true")
			.run((context) -> assertThat(context).doesNotHaveBean(Development.class));
		runner.withSystemProperties(AbstractAotProcessor.AOT_PROCESSING + "=true")
			.withPropertyValues("synced-store.embedded-postgres.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(Development.class));
	}

	@Test
	void anApplicationFromAFolderIsDevelopment() {
		new ApplicationContextRunner().withUserConfiguration(Application.class, Development.class)
			.run((context) -> assertThat(context).hasSingleBean(Development.class));
	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(OnDevelopment.class)
	static class Development {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { EmbeddedPostgresAutoConfiguration.class, DataSourceAutoConfiguration.class })
	static class Application {

	}

}
