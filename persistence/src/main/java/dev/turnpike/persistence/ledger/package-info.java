/** Stores the journal and the wallets. */
@NullMarked
package dev.turnpike.persistence.ledger;

import org.jspecify.annotations.NullMarked;
