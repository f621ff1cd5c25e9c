package dev.syncedstore.embedded.notes;

import java.io.IOException;

import jakarta.annotation.PreDestroy;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an application of somebody else looks like: it adds a note to a table, prints how
 * many there are, and runs until it is stopped. Started in processes of its own.
 */
@SpringBootApplication
public class NotesApplication {

	private final JdbcClient jdbc;

	NotesApplication(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@PreDestroy
	void count() {
		System.out.println("AT_SHUTDOWN " + notes(this.jdbc));
	}

	private static int notes(JdbcClient jdbc) {
		return jdbc.sql("SELECT count(*) FROM note").query(Integer.class).single();
	}

	public static void main(String[] args) throws IOException {
		ConfigurableApplicationContext context = SpringApplication.run(NotesApplication.class, args);
		JdbcClient jdbc = context.getBean(JdbcClient.class);
		// Two at once would find no table and then each other's: IF NOT EXISTS takes no
		// lock.
		jdbc.sql("""
				DO $$
				BEGIN
				  PERFORM pg_advisory_xact_lock(1);
				  CREATE TABLE IF NOT EXISTS note (id bigint GENERATED ALWAYS AS IDENTITY);
				END $$""").update();
		jdbc.sql("INSERT INTO note DEFAULT VALUES").update();
		System.out.println("FSYNC " + jdbc.sql("SHOW fsync").query(String.class).single());
		System.out.println("SYNCHRONOUS_COMMIT " + jdbc.sql("SHOW synchronous_commit").query(String.class).single());
		System.out.println("URL " + context.getBean(JdbcConnectionDetails.class).getJdbcUrl());
		System.out.println("NOTES " + notes(jdbc));
		// Until the test ends and with it this pipe.
		while (System.in.read() != -1) {
			System.out.println("NOTES " + notes(jdbc));
		}
	}

}
