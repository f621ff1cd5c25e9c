package dev.syncedstore.sample.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

import dev.syncedstore.client.Rejection;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.sample.cli.show.Layout.Tone;
import org.jspecify.annotations.Nullable;

/**
 * What the server has refused: changes of this command, which says so itself, and of
 * earlier ones, whose users would not hear of it otherwise. Thread-safe.
 */
final class Refusals {

	private final List<Rejection> rejections = new ArrayList<>();

	private int told;

	synchronized void add(Rejection rejection) {
		this.rejections.add(rejection);
	}

	/** The command has said itself that its own change was refused. */
	synchronized void said(long id, MutationRejectedException refusal) {
		for (Rejection rejection : this.rejections) {
			if (rejection.id() == id && rejection.message().equals(refusal.getMessage())) {
				this.rejections.remove(rejection);
				return;
			}
		}
	}

	/** Say what nobody has said yet. */
	synchronized void tell(BiConsumer<String, Tone> remarks, SyncedStore store) {
		for (Rejection rejection : this.rejections) {
			this.told++;
			remarks.accept(sentence(rejection, store), Tone.BAD);
		}
		this.rejections.clear();
	}

	/** How many it said. */
	synchronized int told() {
		return this.told;
	}

	static String sentence(Rejection rejection, SyncedStore store) {
		return "Refused, and taken back: "
				+ Changes.describe(rejection.mutator(), rejection.args(), Changes.texts(store)) + ". "
				+ rejection.message() + " (" + rejection.code() + ")";
	}

	/** Why the server has refused what a future waits for, or {@code null}. */
	static @Nullable MutationRejectedException of(CompletableFuture<?> confirmed) {
		try {
			confirmed.getNow(null);
			return null;
		}
		catch (CompletionException ex) {
			return (ex.getCause() instanceof MutationRejectedException refusal) ? refusal : null;
		}
	}

}
