package dev.syncedstore.autoconfigure.collisions;

import java.util.Locale;

import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;

/**
 * Prefixes and upper-cases whatever it gets hold of.
 */
public class ShoutingNames extends PhysicalNamingStrategyStandardImpl {

	private static final long serialVersionUID = 1L;

	@Override
	public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
		return Identifier.toIdentifier("APP_" + name.getText().toUpperCase(Locale.ROOT), true);
	}

	@Override
	public Identifier toPhysicalColumnName(Identifier name, JdbcEnvironment environment) {
		return Identifier.toIdentifier("C_" + name.getText().toUpperCase(Locale.ROOT), true);
	}

}
