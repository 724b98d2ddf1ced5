/** The books: accounts that always balance, and the wallets projected from them. */
@NullMarked
package dev.turnpike.billing.ledger;

import org.jspecify.annotations.NullMarked;
