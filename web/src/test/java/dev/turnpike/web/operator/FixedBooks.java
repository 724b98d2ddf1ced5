package dev.turnpike.web.operator;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.books.AccountSum;
import dev.turnpike.billing.books.Books;
import dev.turnpike.billing.books.NodeLeases;
import dev.turnpike.billing.books.Totals;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.Posting;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Books of a small installation, with these mistakes in them. */
record FixedBooks(List<String> discrepancies, List<AccountSum> sums) implements Ledger, Books {

    private static final Balance WALLETS = new Balance(Usd.parse("8.5"), Usd.parse("2"), Usd.ZERO);

    /** $10 were bought, and $1.50 of it was spent. */
    static FixedBooks with(String... discrepancies) {
        return new FixedBooks(
                List.of(discrepancies),
                List.of(
                        new AccountSum("wallet", Usd.parse("8.5")),
                        new AccountSum("payment_clearing", Usd.parse("-10")),
                        new AccountSum("provider_payable", Usd.parse("1.3")),
                        new AccountSum("revenue", Usd.parse("0.2"))));
    }

    @Override
    public List<String> listDiscrepancies() {
        return discrepancies;
    }

    @Override
    public Totals totals() {
        return new Totals(WALLETS, 3, 1);
    }

    @Override
    public List<AccountSum> listSums() {
        return sums;
    }

    @Override
    public List<NodeLeases> listNodes(int limit) {
        return List.of(
                new NodeLeases(new NodeId(new UUID(0, 1)), null, false, 1, Usd.parse("0.5")),
                new NodeLeases(
                        new NodeId(new UUID(0, 2)),
                        Duration.ofMinutes(62),
                        true,
                        2,
                        Usd.parse("1.5")));
    }

    @Override
    public Balance balance(AccountId account) {
        return WALLETS;
    }

    @Override
    public boolean post(Posting posting) {
        throw new UnsupportedOperationException("These books are fixed");
    }
}
