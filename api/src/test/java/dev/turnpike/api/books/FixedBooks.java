package dev.turnpike.api.books;

import dev.turnpike.billing.books.AccountSum;
import dev.turnpike.billing.books.Books;
import dev.turnpike.billing.books.NodeLeases;
import dev.turnpike.billing.books.Totals;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.LedgerAudit;
import dev.turnpike.billing.money.Usd;
import java.util.List;

/** Books with these mistakes in them; wallets hold $12.50, of which $2 are lent, and $1 is owed. */
public record FixedBooks(List<String> discrepancies) implements LedgerAudit, Books {

    private static final Balance WALLETS =
            new Balance(Usd.parse("12.50"), Usd.parse("2"), Usd.parse("1"));

    @Override
    public List<String> listDiscrepancies() {
        return discrepancies;
    }

    @Override
    public Totals totals() {
        return new Totals(WALLETS, 3, 2);
    }

    @Override
    public List<AccountSum> listSums() {
        return List.of();
    }

    @Override
    public List<NodeLeases> listNodes(int limit) {
        return List.of();
    }

    @Override
    public List<String> listAllDiscrepancies() {
        return discrepancies;
    }

    @Override
    public void advanceCheckpoint() {}

    @Override
    public boolean claimFullCheck() {
        return false;
    }
}
