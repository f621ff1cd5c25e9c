package dev.syncedstore.test.world;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import dev.syncedstore.core.MutationRejectedException;
import org.jspecify.annotations.Nullable;

/**
 * A mutation that a test made, and what its maker was told of it. Belongs to the thread
 * of its world.
 */
public final class TestMutation {

	private final String maker;

	private final String call;

	private boolean told;

	private @Nullable Throwable failure;

	TestMutation(String maker, String call) {
		this.maker = maker;
		this.call = call;
	}

	/** Follow the outcome. */
	TestMutation follow(CompletableFuture<?> outcome, Story story) {
		outcome.whenComplete((nothing, failure) -> {
			this.told = true;
			this.failure = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
					: failure;
			story.add(this + ": " + describe());
		});
		return this;
	}

	/**
	 * Whether its maker doesn't know yet what became of it.
	 * @return {@code true} until it is confirmed or rejected
	 */
	public boolean isPending() {
		return !this.told;
	}

	/**
	 * Whether its maker was told that it was applied for good.
	 * @return {@code true} if so
	 */
	public boolean isConfirmed() {
		return this.told && this.failure == null;
	}

	/**
	 * Whether its maker was told that it was refused.
	 * @return {@code true} if so
	 */
	public boolean isRejected() {
		return this.failure instanceof MutationRejectedException;
	}

	/**
	 * Why it was refused, for programs.
	 * @return the code, or empty if it was not refused
	 */
	public Optional<String> rejectionCode() {
		return (this.failure instanceof MutationRejectedException rejection) ? Optional.of(rejection.code())
				: Optional.empty();
	}

	/**
	 * What its maker was told instead of success.
	 * @return a {@link MutationRejectedException} if it was refused, something else if
	 * nobody knows what became of it, or empty
	 */
	public Optional<Throwable> failure() {
		return Optional.ofNullable(this.failure);
	}

	/**
	 * What its maker knows, in words.
	 * @return such as {@code confirmed}
	 */
	public String describe() {
		if (isPending()) {
			return "pending";
		}
		return isConfirmed() ? "confirmed" : rejectionCode().map((code) -> "rejected with " + code)
			.orElseGet(() -> "failed with " + Objects.requireNonNull(this.failure));
	}

	@Override
	public String toString() {
		return this.call + " by " + this.maker;
	}

}
