package dev.syncedstore.server.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.schema.DeclaredSchema;
import dev.syncedstore.core.schema.DeclaredSingleton;
import dev.syncedstore.core.schema.DeclaredTable;
import dev.syncedstore.server.action.ActionDefinition;

/**
 * All that a store type has: tables, singletons, mutators and actions. What clients are
 * shown, tools use. Immutable and thread-safe.
 */
public final class StoreTypeSchema {

	private final DeclaredSchema declared;

	private final List<MutatorSchema> mutators;

	private final List<ActionSchema> actions;

	private final String json;

	private final String digest;

	private StoreTypeSchema(DeclaredSchema declared, List<MutatorSchema> mutators, List<ActionSchema> actions) {
		this.declared = declared;
		this.mutators = mutators;
		this.actions = actions;
		this.json = new SchemaDocument().write(this);
		this.digest = digest(this.json);
	}

	static StoreTypeSchema of(DeclaredSchema declared, Collection<MutatorDefinition> mutators,
			Collection<ActionDefinition> actions) {
		return new StoreTypeSchema(declared, mutators.stream().map(MutatorSchema::of).toList(),
				actions.stream().map(ActionSchema::of).toList());
	}

	/**
	 * The store type.
	 * @return the store type
	 */
	public String storeType() {
		return this.declared.storeType();
	}

	/**
	 * Its schema version.
	 * @return the version
	 */
	public int version() {
		return this.declared.version();
	}

	/**
	 * What it is for.
	 * @return the description, possibly empty
	 */
	public String description() {
		return this.declared.description();
	}

	/**
	 * Its tables.
	 * @return the tables, by name
	 */
	public List<DeclaredTable> tables() {
		return this.declared.tables();
	}

	/**
	 * Its singletons.
	 * @return the singletons, by table and key
	 */
	public List<DeclaredSingleton> singletons() {
		return this.declared.singletons();
	}

	/**
	 * Its mutators.
	 * @return the mutators, by name
	 */
	public List<MutatorSchema> mutators() {
		return this.mutators;
	}

	/**
	 * Its actions.
	 * @return the actions, by name
	 */
	public List<ActionSchema> actions() {
		return this.actions;
	}

	/**
	 * All of it as a document of JSON Schema 2020-12, as the protocol says.
	 * @return JSON text
	 */
	public String json() {
		return this.json;
	}

	/**
	 * Changes whenever the document does.
	 * @return a text of letters and digits
	 */
	public String digest() {
		return this.digest;
	}

	private static String digest(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

}
