package dev.syncedstore.sample.docs;

import dev.syncedstore.core.Description;
import dev.syncedstore.core.Schema;
import dev.syncedstore.core.Singleton;
import dev.syncedstore.core.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * The manual's schema of a shared flat.
 */
// tag::schema[]
@Schema(type = "house", description = "What a shared flat has to keep in mind")
public final class HouseSchema {

	@Description("Who is responsible for what, by room")
	public static final Table<Duty> DUTIES = Table.of("duties", Duty.class);

	@Description("What the flat is called")
	public static final Singleton<Name> NAME = Singleton.of("settings", "name", Name.class);

	@Description("A duty of one of those who live here")
	public record Duty(@Description("The user's id") @NotBlank String user, boolean done) {
	}

	public record Name(@NotBlank @Size(max = 100) String text) {
	}

	private HouseSchema() {
	}

}
// end::schema[]
