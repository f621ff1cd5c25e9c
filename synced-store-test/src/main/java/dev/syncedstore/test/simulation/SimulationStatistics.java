package dev.syncedstore.test.simulation;

import java.util.Map;
import java.util.TreeMap;

/**
 * What happened in a run, counted.
 */
final class SimulationStatistics {

	/** Mutations that were made and became pending. */
	long mutations;

	/** Those of which the maker was told that they were applied. */
	long confirmed;

	/** Those of which the maker was told that they were rejected, by the code. */
	final Map<String, Long> rejected = new TreeMap<>();

	/** Mutations that the client itself refused. */
	long refusedAtOnce;

	/** Times that a client went over to another base with work pending. */
	long rebases;

	/** Bases that clients had, all compared with the server's state at that version. */
	long bases;

	/** Requests. */
	long pushes;

	/** Requests. */
	long pulls;

	/** Answers to pulls that others had to follow. */
	long pages;

	/** Answers to pulls that replaced the base. */
	long resets;

	/** Secrets that reached the one user they were for. */
	long ownSecretsSeen;

	/** Commits of the server, all compared with the model. */
	long commits;

	/** Those of more than one mutation. */
	long groupCommits;

	/** Versions, one a mutation. */
	long versions;

	/** Times that a user came in. */
	long letIn;

	/** Times that a user was removed. */
	long removed;

	/** Requests of somebody who may not. */
	long refused;

	/** All of them by their names in the report. */
	Map<String, Long> counts() {
		Map<String, Long> counts = new TreeMap<>();
		counts.put("mutations made", this.mutations);
		counts.put("mutations confirmed", this.confirmed);
		this.rejected.forEach((code, number) -> counts.put("mutations rejected with " + code, number));
		counts.put("mutations refused at once", this.refusedAtOnce);
		counts.put("rebases with work pending", this.rebases);
		counts.put("bases compared", this.bases);
		counts.put("requests: pushes", this.pushes);
		counts.put("requests: pulls", this.pulls);
		counts.put("pages of pulls that were not the last", this.pages);
		counts.put("pages of pulls that reset", this.resets);
		counts.put("secrets seen by their owners", this.ownSecretsSeen);
		counts.put("commits", this.commits);
		counts.put("commits of several mutations", this.groupCommits);
		counts.put("versions", this.versions);
		counts.put("members let in", this.letIn);
		counts.put("members removed", this.removed);
		counts.put("requests refused", this.refused);
		return counts;
	}

}
