package dev.syncedstore.test.simulation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.access.UserIdResolver;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.test.kitchensink.KitchenSink;
import dev.syncedstore.test.model.SpaceHistory;
import dev.syncedstore.test.transport.Fault;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application that keeps kitchen sinks, believes everybody's name, and whose database
 * is away at times.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class RealStackApplication {

	private static final String BASIC = "Basic ";

	private static final double FAULT_RATE = 0.02;

	/** One for all nodes. */
	private static final Histories HISTORIES = new Histories();

	@Bean
	KitchenSink kitchenSink() {
		return new KitchenSink();
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

	@Bean
	static Histories histories() {
		return HISTORIES;
	}

	@Bean
	static BeanPostProcessor recordedVersionLog(ObjectProvider<Histories> histories) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				if (!(bean instanceof VersionLog log)) {
					return bean;
				}
				Histories recorder = histories.getObject();
				return new RecordedVersionLog(log, recorder, recorder::happens,
						() -> ThreadLocalRandom.current().nextBoolean());
			}

		};
	}

	/**
	 * What the spaces must be like, and whether the database is away at times.
	 */
	static final class Histories implements RecordedVersionLog.CommitRecorder {

		private final Map<SpaceId, SpaceHistory> histories = new ConcurrentHashMap<>();

		private final AtomicLong faults = new AtomicLong();

		private volatile boolean faulty;

		void add(SpaceId space, SpaceHistory history) {
			this.histories.put(space, history);
		}

		SpaceHistory get(SpaceId space) {
			return this.histories.get(space);
		}

		void faulty(boolean faulty) {
			this.faulty = faulty;
		}

		@Override
		public void committed(SpaceId space, SpaceCommit commit) {
			this.histories.get(space).committed(commit);
		}

		long faults() {
			return this.faults.get();
		}

		boolean happens(Fault fault) {
			boolean happens = this.faulty && ThreadLocalRandom.current().nextDouble() < FAULT_RATE;
			this.faults.addAndGet(happens ? 1 : 0);
			return happens;
		}

	}

}
