package dev.syncedstore.core;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes down what leads from one version of a schema to the next. All that is given here
 * is deterministic, as mutators are, and may run more than once: on the server for what
 * counts, on clients for what is shown until then.
 */
public interface MigrationSteps {

	/**
	 * Do something with each shared entry of a table, as it was before this version. Of a
	 * large space they come in several commits, in the order of their keys.
	 * @param <T> the type of the old values
	 * @param table the table as it was, its values read as any record that they fit, or
	 * as {@link RawValue}
	 * @param migration what to do with each
	 * @return these steps
	 */
	<T> MigrationSteps entries(Table<T> table, EntryMigration<T> migration);

	/**
	 * Do something with each private entry of a table, whoever its owner is.
	 * @param <T> the type of the old values
	 * @param table the table as it was
	 * @param migration what to do with each
	 * @return these steps
	 */
	<T> MigrationSteps privateEntries(Table<T> table, EntryMigration<T> migration);

	/**
	 * Do something with each server-only entry of a table.
	 * @param <T> the type of the old values
	 * @param table the table as it was
	 * @param migration what to do with each
	 * @return these steps
	 */
	<T> MigrationSteps serverOnlyEntries(Table<T> table, EntryMigration<T> migration);

	/**
	 * Do something once for each space, after all of its entries: in one commit, so it is
	 * little.
	 * @param migration what to do
	 * @return these steps
	 */
	MigrationSteps once(Consumer<MigrationContext> migration);

	/**
	 * A mutator has another name now, and the same arguments.
	 * @param mutator its name before
	 * @param newName its name now
	 * @return these steps
	 */
	MigrationSteps rename(String mutator, String newName);

	/**
	 * A mutator has other arguments now, and the same name.
	 * @param <A> the type of the old arguments
	 * @param mutator its name
	 * @param oldArgs what its arguments were: a record, or {@link RawValue}
	 * @param newArgs makes the new ones of them
	 * @return these steps
	 */
	<A> MigrationSteps transform(String mutator, Class<A> oldArgs, Function<A, ? extends Record> newArgs);

	/**
	 * In place of a mutator run others now, in their order, all of them or none: still
	 * one mutation with one outcome. None at all means that it has no effect.
	 * @param <A> the type of the old arguments
	 * @param mutator its name
	 * @param oldArgs what its arguments were: a record, or {@link RawValue}
	 * @param calls makes the calls that take its place
	 * @return these steps
	 */
	<A> MigrationSteps split(String mutator, Class<A> oldArgs, Function<A, List<MutatorCall>> calls);

	/**
	 * A mutator is no more: where somebody still calls it, that is accepted and has no
	 * effect.
	 * @param mutator its name
	 * @return these steps
	 */
	MigrationSteps drop(String mutator);

	/**
	 * An action has another name now, and the same arguments: for what mutators enqueued
	 * before and has not run yet. Clients call actions under the newest version only.
	 * @param action its name before
	 * @param newName its name now
	 * @return these steps
	 */
	MigrationSteps renameAction(String action, String newName);

	/**
	 * An action has other arguments now, and the same name: for what was enqueued before.
	 * @param <A> the type of the old arguments
	 * @param action its name
	 * @param oldArgs what its arguments were: a record, or {@link RawValue}
	 * @param newArgs makes the new ones of them
	 * @return these steps
	 */
	<A> MigrationSteps transformAction(String action, Class<A> oldArgs, Function<A, ? extends Record> newArgs);

	/**
	 * An action is no more: what was enqueued before does not run.
	 * @param action its name
	 * @return these steps
	 */
	MigrationSteps dropAction(String action);

}
