package dev.turnpike.billing.ledger;

import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What moved a wallet in a span of time.
 *
 * @param from the first moment that belongs to it
 * @param to the first moment that does not
 * @param opening the balance before it
 * @param lines one for each kind of transaction that there was
 */
public record Statement(Instant from, Instant to, Usd opening, List<Line> lines) {

    public Statement {
        lines = List.copyOf(lines);
    }

    /**
     * All transactions of one kind.
     *
     * @param wallet what they moved into the wallet, or out of it if negative
     * @param receivable what the tenant owes less through them, or more if negative
     */
    public record Line(Posting.Kind kind, long count, Usd wallet, Usd receivable) {

        /** What they come to for the tenant, whether paid by the wallet or owed. */
        public Usd worth() {
            return wallet.plus(receivable);
        }
    }

    /** The balance after it: the opening balance and everything that moved it. */
    public Usd closing() {
        return lines.stream().map(Line::wallet).reduce(opening, Usd::plus);
    }

    /** What the transactions of these kinds come to, whether paid by the wallet or owed. */
    public Usd worth(Posting.Kind... kinds) {
        return lines.stream()
                .filter(line -> Arrays.asList(kinds).contains(line.kind()))
                .map(Line::worth)
                .reduce(Usd.ZERO, Usd::plus);
    }

    /** How many transactions of this kind there were. */
    public long count(Posting.Kind kind) {
        return lines.stream().filter(line -> line.kind() == kind).mapToLong(Line::count).sum();
    }

    /** How much more the tenant owes after it; negative when less. */
    public Usd newlyOwed() {
        return lines.stream().map(Line::receivable).reduce(Usd.ZERO, Usd::plus).negate();
    }
}
