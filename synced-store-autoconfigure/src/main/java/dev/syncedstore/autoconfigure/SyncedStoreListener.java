package dev.syncedstore.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Qualifies the {@link javax.sql.DataSource} that a synced store opens the two
 * connections by that it sends and hears news of other nodes with. They are kept open for
 * as long as the application runs, so it should not be a pool, and it must lead to
 * PostgreSQL itself, not to a pooler that hands out sessions by the transaction.
 * <p>
 * Where the application's own data source is configured by {@code spring.datasource.url}
 * and leads to PostgreSQL itself, none is needed. To keep the bean from taking part in
 * anything else, declare it as <pre class="code">
 * &#64;Bean(defaultCandidate = false)
 * &#64;SyncedStoreListener
 * DataSource listenerDataSource() {
 *     PGSimpleDataSource dataSource = new PGSimpleDataSource();
 *     dataSource.setUrl("jdbc:postgresql://db.example.com/app");
 *     ...
 *     return dataSource;
 * }</pre>
 */
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Qualifier
public @interface SyncedStoreListener {

}
