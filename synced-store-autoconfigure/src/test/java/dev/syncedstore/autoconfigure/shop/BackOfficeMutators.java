package dev.syncedstore.autoconfigure.shop;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;

import org.springframework.security.access.prepost.PreAuthorize;

/**
 * Mutators that clients don't have.
 */
@Mutators(type = "shop", serverOnly = true)
public class BackOfficeMutators {

	private final BoxOffice office;

	public BackOfficeMutators(BoxOffice office) {
		this.office = office;
	}

	@Mutator(transactional = true)
	public void openHouse(MutationContext ctx, ShopMutators.Put args) {
		this.office.bookSeat(args.id(), args.text());
		ctx.table(ShopMutators.LINES).set(args.id(), new ShopMutators.Line("open: " + ctx.userId()));
	}

	@Mutator(transactional = true)
	@PreAuthorize("hasRole('ADMIN') or hasAuthority('SERVER_CODE')")
	public void closeHouse(MutationContext ctx, ShopMutators.Put args) {
		ctx.table(ShopMutators.LINES).set(args.id(), new ShopMutators.Line("closed: " + ctx.userId()));
	}

}
