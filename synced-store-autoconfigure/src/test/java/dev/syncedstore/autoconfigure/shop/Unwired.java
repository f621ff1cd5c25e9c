package dev.syncedstore.autoconfigure.shop;

/**
 * A port that nobody implements.
 */
public interface Unwired {

	void call();

}
