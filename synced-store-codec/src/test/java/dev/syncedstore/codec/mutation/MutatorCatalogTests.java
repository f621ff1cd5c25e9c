package dev.syncedstore.codec.mutation;

import java.util.Date;
import java.util.List;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.mutation.DuplicateMutatorException;
import dev.syncedstore.core.mutation.InvalidMutatorException;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.MutatorDefinition;
import dev.syncedstore.core.mutation.Side;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.Overlay;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.core.state.UnsupportedTypeException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MutatorCatalogTests {

	private final JacksonValueCodecs codecs = JacksonValueCodecs.create();

	@Test
	void findsMutatorsByNameAndByMethodReference() {
		MutatorCatalog catalog = catalog(new Lists(), new Games());
		assertThat(catalog.storeTypes()).containsExactly("game", "list");
		assertThat(catalog.mutators("list")).containsOnlyKeys("add", "rename-all");
		assertThat(catalog.mutators("unknown")).isEmpty();
		MutatorDefinition add = catalog.find("list", "add");
		assertThat(add).isSameAs(catalog.find(Lists::add)).isNotSameAs(catalog.find(Games::add));
		assertThat(add.storeType()).isEqualTo("list");
		assertThat(add.description()).isEqualTo("Add a line");
		assertThat(add.argsType()).isEqualTo(Line.class);
		assertThat(add).hasToString("list.add");
		assertThat(catalog.find(Lists::renameThemAll).name()).isEqualTo("rename-all");
		assertThat(catalog.find("list", "renameThemAll")).isNull();
		assertThat(catalog.find("game", "rename-all")).isNull();
	}

	@Test
	void theSameReferenceIsFoundFromWhereverItIsWritten() {
		MutatorCatalog catalog = catalog(new Lists());
		MutatorMethod<Lists, Line> kept = Lists::add;
		for (int i = 0; i < 3; i++) {
			assertThat(catalog.find(kept)).isSameAs(catalog.find(Lists::add));
		}
	}

	@Test
	void aClassMayShareItsTypeWithAnother() {
		assertThat(catalog(new Lists(), new MoreLists()).mutators("list")).containsOnlyKeys("add", "rename-all",
				"clear");
	}

	@Test
	void twoMutatorsOfOneNameAreRefusedByName() {
		assertThatExceptionOfType(DuplicateMutatorException.class)
			.isThrownBy(() -> catalog(new Lists(), new OtherLists()))
			.withMessageContaining("list")
			.withMessageContaining(Lists.class.getName() + ".add")
			.withMessageContaining(OtherLists.class.getName() + ".insert")
			.satisfies((ex) -> assertThat(ex.name()).isEqualTo("add"))
			.satisfies((ex) -> assertThat(ex.storeType()).isEqualTo("list"));
		assertThatExceptionOfType(DuplicateMutatorException.class).isThrownBy(() -> catalog(new Overloaded()));
	}

	@Test
	void aProxyMadeBySubclassingRunsThroughTheProxy() {
		Proxy proxy = new Proxy();
		MutatorCatalog catalog = catalog(proxy);
		MutatorDefinition add = catalog.find(Lists::add);
		Overlay overlay = new Overlay(Entries.EMPTY);
		new MutationRunner(this.codecs).run(add, new StoredValue("{\"text\":\"a\"}"), new Side("alice", true), overlay);
		assertThat(proxy.calls).isEqualTo(1);
	}

	@Test
	void inheritedMutatorsBelongToTheClassThatIsRegistered() {
		MutatorCatalog catalog = catalog(new Inheriting(), new AlsoInheriting());
		assertThat(catalog.mutators("inherited")).containsOnlyKeys("base", "hidden", "defaulted", "generic");
		assertThat(catalog.find(Inheriting::base)).isSameAs(catalog.find("inherited", "base"));
		assertThat(catalog.find(AlsoInheriting::base)).isSameAs(catalog.find("also-inherited", "base"));
		assertThat(catalog.find(Inheriting::hidden)).isSameAs(catalog.find("inherited", "hidden"));
		assertThat(catalog.find(Inheriting::defaulted)).isSameAs(catalog.find("inherited", "defaulted"));
		assertThat(catalog.find(Inheriting::generic)).isSameAs(catalog.find("inherited", "generic"));
		assertThatIllegalArgumentException().isThrownBy(() -> catalog.find(Base::base))
			.withMessageContaining("Base::base is not a mutator that is known here");
	}

	@Test
	void aLambdaExpressionHasNoNameToCallTheMutatorBy() {
		MutatorCatalog catalog = catalog(new Lists());
		Lists instance = new Lists();
		MutatorMethod<Lists, Line> lambda = (mutators, ctx, args) -> mutators.add(ctx, args);
		MutatorMethod<Lists, Line> capturing = (mutators, ctx, args) -> instance.add(ctx, args);
		MutatorMethod<Lists, Line> object = new MutatorMethod<>() {

			private static final long serialVersionUID = 1L;

			@Override
			public void run(Lists mutators, MutationContext context, Line args) {
				mutators.add(context, args);
			}

		};
		for (MutatorMethod<Lists, Line> unnamed : List.of(lambda, capturing, object)) {
			assertThatIllegalArgumentException().isThrownBy(() -> catalog.find(unnamed))
				.withMessageContaining("pass a method reference such as TodoMutators::addTodo");
		}
	}

	@Test
	void aReferenceToWhatIsNoMutatorHereIsRefusedByName() {
		MutatorCatalog catalog = catalog(new Lists());
		assertThatIllegalArgumentException().isThrownBy(() -> catalog.find(Games::add))
			.withMessageContaining(Games.class.getName() + "::add is not a mutator that is known here");
		assertThatIllegalArgumentException().isThrownBy(() -> catalog.find(Lists::noMutator))
			.withMessageContaining("annotate the method with @Mutator");
	}

	@Test
	void whatIsDeclaredWronglyIsRefusedWithAReason() {
		assertInvalid(new Object(), "is not annotated with @Mutators");
		assertInvalid(new BadType(), "is not a store type");
		assertInvalid(new ReservedType(), "reserved client, poke and mutators");
		assertInvalid(new Hidden(), "Hidden.run is not public");
		assertInvalid(new Static(), "Static.run is static");
		assertInvalid(new Returning(), "Returning.run returns String, but a mutator returns void");
		assertInvalid(new NoArgs(), "NoArgs.run must take a MutationContext and one record");
		assertInvalid(new Swapped(), "Swapped.run must take a MutationContext and one record");
		assertInvalid(new ThreeArgs(), "ThreeArgs.run must take a MutationContext and one record");
		assertInvalid(new NoRecord(), "NoRecord.run must take a MutationContext and one record");
		assertInvalid(new BadName(), "BadName.run has the name 'a b'");
		assertInvalid(new Reserved(), "Reserved.run has the name '$withdrawn'");
	}

	@Test
	void argumentsThatJsonCannotCarryAreRefusedWithTheComponent() {
		assertThatExceptionOfType(InvalidMutatorException.class).isThrownBy(() -> catalog(new Unsupported()))
			.withMessageContaining("Unsupported.run can't be used")
			.withMessageContaining("at is of type Date, which JSON can't carry: write java.time.Instant")
			.withCauseInstanceOf(UnsupportedTypeException.class);
	}

	private MutatorCatalog catalog(Object... mutators) {
		return MutatorCatalog.of(List.of(mutators), this.codecs);
	}

	private void assertInvalid(Object mutators, String message) {
		assertThatExceptionOfType(InvalidMutatorException.class).isThrownBy(() -> catalog(mutators))
			.withMessageContaining(message);
	}

	record Line(String text) {
	}

	@Mutators(type = "list")
	static class Lists {

		@Mutator(description = "Add a line")
		public void add(MutationContext ctx, Line args) {
		}

		@Mutator(name = "rename-all")
		public void renameThemAll(MutationContext ctx, Line args) {
		}

		public void noMutator(MutationContext ctx, Line args) {
		}

	}

	static final class Proxy extends Lists {

		private int calls;

		@Override
		public void add(MutationContext ctx, Line args) {
			this.calls++;
			super.add(ctx, args);
		}

	}

	@Mutators(type = "list")
	static class MoreLists {

		@Mutator
		public void clear(MutationContext ctx, Line args) {
		}

	}

	@Mutators(type = "list")
	static class OtherLists {

		@Mutator(name = "add")
		public void insert(MutationContext ctx, Line args) {
		}

	}

	@Mutators(type = "game")
	static class Games {

		@Mutator
		public void add(MutationContext ctx, Line args) {
		}

	}

	@Mutators(type = "list")
	static class Overloaded {

		@Mutator
		public void add(MutationContext ctx, Line args) {
		}

		@Mutator
		public void add(MutationContext ctx, More args) {
		}

	}

	record More(String text) {
	}

	public abstract static class Base {

		@Mutator
		public void base(MutationContext ctx, Line args) {
		}

	}

	abstract static class PackagePrivate extends Base {

		@Mutator
		public void hidden(MutationContext ctx, Line args) {
		}

	}

	interface Defaulted {

		@Mutator
		default void defaulted(MutationContext ctx, Line args) {
		}

	}

	interface Generic<A> {

		void generic(MutationContext ctx, A args);

	}

	@Mutators(type = "inherited")
	public static class Inheriting extends PackagePrivate implements Defaulted, Generic<Line> {

		@Override
		@Mutator
		public void generic(MutationContext ctx, Line args) {
		}

	}

	@Mutators(type = "also-inherited")
	static class AlsoInheriting extends Base {

	}

	@Mutators(type = "Todo")
	static class BadType {

	}

	@Mutators(type = "client")
	static class ReservedType {

	}

	@Mutators(type = "t")
	static class Hidden {

		@Mutator
		void run(MutationContext ctx, Line args) {
		}

	}

	@Mutators(type = "t")
	static class Static {

		@Mutator
		public static void run(MutationContext ctx, Line args) {
		}

	}

	@Mutators(type = "t")
	static class Returning {

		@Mutator
		public String run(MutationContext ctx, Line args) {
			return "";
		}

	}

	@Mutators(type = "t")
	static class NoArgs {

		@Mutator
		public void run(MutationContext ctx) {
		}

	}

	@Mutators(type = "t")
	static class Swapped {

		@Mutator
		public void run(Line args, MutationContext ctx) {
		}

	}

	@Mutators(type = "t")
	static class ThreeArgs {

		@Mutator
		public void run(MutationContext ctx, Line args, Line more) {
		}

	}

	@Mutators(type = "t")
	static class NoRecord {

		@Mutator
		public void run(MutationContext ctx, String args) {
		}

	}

	@Mutators(type = "t")
	static class BadName {

		@Mutator(name = "a b")
		public void run(MutationContext ctx, Line args) {
		}

	}

	@Mutators(type = "t")
	static class Reserved {

		@Mutator(name = "$withdrawn")
		public void run(MutationContext ctx, Line args) {
		}

	}

	@Mutators(type = "t")
	static class Unsupported {

		@Mutator
		public void run(MutationContext ctx, WithDate args) {
		}

	}

	record WithDate(Date at) {
	}

}
