package dev.syncedstore.test.simulation;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.Members;
import dev.syncedstore.test.model.ModelCall;
import dev.syncedstore.test.transport.Fault;

/**
 * Decides what is done in a run, and has it done step by step.
 */
final class Chance {

	private final SimulationRun run;

	private final Workload workload;

	private final RandomGenerator random;

	Chance(SimulationRun run, Workload workload, RandomGenerator random) {
		this.run = run;
		this.workload = workload;
		this.random = random;
	}

	/** At first nobody is in, so somebody has to let them in. */
	void begin() {
		if (this.run.world().hasMembers()) {
			this.run.clients().forEach(this::letIn);
		}
	}

	/** Let somebody do something, and some time pass. */
	void act() {
		if (this.run.world().hasMembers() && this.random.nextInt(8) == 0) {
			changeMembers(this.run.client(this.random.nextInt(this.run.clients().size())));
		}
		int index = this.random.nextInt(this.run.clients().size());
		act(index, this.run.client(index));
		Duration pause = pause();
		this.run.perform(new Step(pause.toMillis() + " ms pass", (run) -> run.world().time().pass(pause)));
	}

	private void act(int index, SimulatedClient client) {
		String name = this.run.name(index);
		int choice = this.random.nextInt(100);
		if (choice < 75) {
			this.workload.act(new User(index, client), this.random);
		}
		else if (choice < 80) {
			actOnServer(client.space().id());
		}
		else if (choice < 86) {
			boolean online = !this.run.transport(index).isOnline();
			perform(name + (online ? " has a network again" : " has no network any more"),
					(run) -> run.transport(index).online(online));
		}
		else if (choice < 89) {
			perform(name + " goes offline", (run) -> run.client(index).store().goOffline());
		}
		else if (choice < 92) {
			perform(name + " goes online", (run) -> run.client(index).store().goOnline());
		}
		else if (choice < 94) {
			perform("the connection of " + name + " breaks",
					(run) -> run.transport(index).connections().forEach((connection) -> connection.disconnect()));
		}
		else if (choice < 96) {
			boolean open = this.random.nextInt(3) == 0;
			perform(client.userId() + " gets or loses the right to " + (open ? "open" : "write"),
					(run) -> run.world().access().change(client.userId(), open));
		}
		else if (choice < 97) {
			perform("the server is killed and starts again", (run) -> {
				run.world().faults().add(Fault.SERVER_RESTARTED);
				run.restartServer();
			});
		}
		else {
			perform("the connection of " + name + " falls silent",
					(run) -> run.transport(index).connections().forEach((connection) -> connection.halfOpen()));
		}
	}

	private void changeMembers(SimulatedClient client) {
		SpaceId space = client.space().id();
		if (this.random.nextInt(3) > 0) {
			letIn(client);
		}
		else {
			perform(client.userId() + " is removed from " + space,
					(run) -> run.server().remove(space, client.userId()));
		}
	}

	private void letIn(SimulatedClient client) {
		SpaceId space = client.space().id();
		String role = (this.random.nextInt(5) > 0) ? Members.EDITOR : Members.VIEWER;
		perform(client.userId() + " is let into " + space + " as " + role,
				(run) -> run.server().letIn(space, client.userId(), role));
	}

	/** Let server code do something, unless what it did last is still under way. */
	private void actOnServer(SpaceId space) {
		if (!this.run.server().isBusy(space)) {
			this.workload.act(new ServerCode(space), this.random);
		}
	}

	/** Mostly short, so that things come together; at times long, so that timers fire. */
	private Duration pause() {
		int choice = this.random.nextInt(100);
		int longest = (choice < 70) ? 60 : (choice < 97) ? 2_000 : 60_000;
		return Duration.ofMillis(this.random.nextInt(longest));
	}

	private void perform(String text, Consumer<SimulationRun> action) {
		this.run.perform(new Step(text, action));
	}

	/**
	 * Each mutation of a user is a step.
	 */
	private final class User implements SimulatedUser {

		private final int index;

		private final SimulatedClient client;

		User(int index, SimulatedClient client) {
			this.index = index;
			this.client = client;
		}

		@Override
		public String userId() {
			return this.client.userId();
		}

		@Override
		public <M, A> void mutate(MutatorMethod<M, A> mutator, A args) {
			mutation(this.client.call(mutator, args), (user) -> user.mutate(mutator, args));
		}

		@Override
		public void mutate(String mutator, Record args) {
			mutation(this.client.call(mutator, args), (user) -> user.mutate(mutator, args));
		}

		private void mutation(ModelCall call, Consumer<SimulatedUser> action) {
			perform(Chance.this.run.name(this.index) + " calls " + call,
					(run) -> action.accept(run.client(this.index)));
		}

		@Override
		public <R> R query(Function<ReadContext, R> query) {
			return this.client.query(query);
		}

	}

	/**
	 * Each mutation of server code is a step.
	 */
	private final class ServerCode implements SimulatedServerCode {

		private final SpaceId space;

		ServerCode(SpaceId space) {
			this.space = space;
		}

		@Override
		public <M, A> void mutate(MutatorMethod<M, A> mutator, A args) {
			perform("server code in " + this.space + " calls " + Chance.this.run.server().call(mutator, args),
					(run) -> run.server().mutate(this.space, mutator, args));
		}

	}

}
