package dev.syncedstore.sample.docs;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The manual's sample of mutators that clients don't have, which {@link PrizeOfficeTests}
 * runs.
 */
// tag::class[]
@Mutators(type = "todo", serverOnly = true)
class PrizeOffice {

	private final JdbcClient sql;

	PrizeOffice(JdbcClient sql) {
		this.sql = sql;
	}

	@Mutator(description = "Put prizes into stock", transactional = true)
	public void restock(MutationContext ctx, Restock args) {
		int changed = this.sql.sql("UPDATE prize SET stock = stock + ? WHERE id = ?")
			.param(args.count())
			.param(args.prizeId())
			.update();
		if (changed == 0) {
			throw ctx.reject("no_such_prize", "There is no such prize");
		}
	}

}
// end::class[]
