package dev.turnpike.web.statements;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.Posting.Kind;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.statements.Breakdown;
import dev.turnpike.billing.statements.Breakdown.By;
import dev.turnpike.billing.statements.Breakdown.Rest;
import dev.turnpike.billing.statements.Breakdown.Share;
import dev.turnpike.billing.statements.MonthlyStatement;
import dev.turnpike.billing.statements.MonthlyStatement.Booked;
import dev.turnpike.billing.statements.MonthlyStatements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements of which every month has these bookings; more shares than are asked for are summed.
 */
record FixedStatements(Usd opening, List<Booked> booked, List<Share> keys)
        implements MonthlyStatements {

    private static final String MODEL = "acme/echo";
    private static final String WORKSPACE = "0193a000-0000-7000-8000-00000000000a";

    /** $2 before, $10 bought, and calls of these keys. */
    static FixedStatements of(Share... keys) {
        List<Share> shares = List.of(keys);
        Usd used = total(shares);
        long calls = shares.stream().mapToLong(Share::calls).sum();
        return new FixedStatements(
                Usd.parse("2"),
                List.of(
                        booked(Kind.PURCHASE, 1, "10"),
                        new Booked(Kind.USAGE, false, calls, used.negate(), Usd.ZERO)),
                shares);
    }

    /** The same and this. */
    FixedStatements and(Booked more) {
        List<Booked> all = new ArrayList<>(booked);
        all.add(more);
        return new FixedStatements(opening, all, keys);
    }

    static Booked booked(Kind kind, long count, String wallet) {
        return new Booked(kind, false, count, Usd.parse(wallet), Usd.ZERO);
    }

    static Share key(int number, String name, long calls, String cost) {
        return new Share(
                "0193a000-0000-7000-8000-%012x".formatted(number),
                name,
                "sk-tp-v1-abc",
                calls,
                Usd.parse(cost));
    }

    @Override
    public MonthlyStatement get(AccountId account, Instant from, Instant to, int shares) {
        List<Share> shown = keys.stream().limit(shares).toList();
        List<Share> others = keys.stream().skip(shares).toList();
        Rest rest = new Rest(others.size(), calls(others), total(others));
        return MonthlyStatement.of(
                from,
                to,
                opening,
                booked,
                List.of(
                        whole(By.MODEL, MODEL, MODEL),
                        new Breakdown(By.KEY, shown, others.isEmpty() ? Rest.NONE : rest),
                        whole(By.WORKSPACE, WORKSPACE, "Default")));
    }

    private Breakdown whole(By by, String id, String name) {
        List<Share> all =
                keys.isEmpty()
                        ? List.of()
                        : List.of(new Share(id, name, "", calls(keys), total(keys)));
        return new Breakdown(by, all, Rest.NONE);
    }

    private static long calls(List<Share> shares) {
        return shares.stream().mapToLong(Share::calls).sum();
    }

    private static Usd total(List<Share> shares) {
        return shares.stream().map(Share::cost).reduce(Usd.ZERO, Usd::plus);
    }
}
