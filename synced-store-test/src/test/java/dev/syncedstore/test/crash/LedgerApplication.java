package dev.syncedstore.test.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import javax.sql.DataSource;

import dev.syncedstore.server.access.UserIdResolver;
import dev.syncedstore.test.journal.Journal;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application that keeps ledgers and journals, and believes everybody's name. Run in a
 * process of its own, for as long as the process that started it keeps its input open.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class LedgerApplication {

	static final String READY = "READY";

	private static final String BASIC = "Basic ";

	@Bean
	Ledger ledger() {
		return new Ledger();
	}

	@Bean
	LedgerPosts ledgerPosts(DataSource dataSource) {
		return new LedgerPosts(dataSource);
	}

	@Bean
	Journal journal() {
		return new Journal();
	}

	@Bean
	UserIdResolver userIdResolver() {
		return (request) -> {
			String header = request.header("Authorization");
			if (header == null || !header.startsWith(BASIC)) {
				return null;
			}
			String credentials = new String(Base64.getDecoder().decode(header.substring(BASIC.length())),
					StandardCharsets.UTF_8);
			return credentials.substring(0, credentials.indexOf(':'));
		};
	}

	public static void main(String[] args) throws IOException {
		var context = SpringApplication.run(LedgerApplication.class, args);
		System.out.println(READY);
		System.in.transferTo(OutputStream.nullOutputStream());
		context.close();
	}

}
