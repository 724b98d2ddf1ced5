package dev.turnpike.persistence.ledger;

import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.FastDatabase;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Measures the checks of the books with many calls; a program to run by hand. */
final class LedgerCheckTiming {

    private static final int CALLS = Integer.getInteger("calls", 200_000);
    private static final int WALLETS = 2_000;

    private static final String TENANTS =
            """
            create function of(kind text, n bigint) returns uuid language sql immutable as
            $$ select md5(kind || n)::uuid $$;
            insert into account select of('account', n), now() from generate_series(1, %1$d) as n;
            insert into wallet (account_id) select of('account', n) from generate_series(1, %1$d) as n;
            insert into member select of('account', n), of('account', n), 'timing-' || n, 'a@acme.test', 'A', now()
            from generate_series(1, %1$d) as n;
            insert into workspace select of('account', n), of('account', n), 'Default', true, now()
            from generate_series(1, %1$d) as n;
            insert into api_key (key_id, account_id, member_id, workspace_id, name, label, digest, created_at)
            select of('key', n), of('account', n), of('account', n), of('account', n), 'k', 'k', 'timing-' || n, now()
            from generate_series(1, %1$d) as n;
            insert into key_spending (key_id, account_id)
            select of('key', n), of('account', n) from generate_series(1, %1$d) as n;
            select count(post_journal(of('account', n), 'PURCHASE', 'timing-' || n,
                array ['wallet', 'payment_clearing'], array [1000000000, -1000000000]))
            from generate_series(1, %1$d) as n;
            """
                    .formatted(WALLETS);

    /**
     * Each account calls on each of the last forty days, and there are a hundred calls in each
     * second until now.
     */
    private static final String USAGE =
            """
            insert into generation (
                generation_id, account_id, key_id, created_at, settled_at, model, streamed, status,
                attempt_models, attempt_providers, attempt_statuses, attempt_millis, attempt_errors,
                price_version_id, cost_nanos, provider_cost_nanos)
            select of('call', n), of('account', 1 + abs(n) %% %2$d), of('key', 1 + abs(n) %% %2$d), at, at,
                   'acme/echo', true, 'COMPLETED', '{acme/echo}', '{sandbox}', '{200}', '{900}', '{null}',
                   1, 1000, 800
            from generate_series(1 - 40 * %2$d, %1$d) as n
            cross join lateral (
                select now() - (%1$d - n) * interval '10 milliseconds'
                       + least((n - 1) / %2$d, 0) * interval '1 day' as at
            ) as called;
            update wallet set posted_nanos = posted_nanos - spent.nanos
            from (select account_id, sum(cost_nanos) as nanos from generation group by account_id) as spent
            where spent.account_id = wallet.account_id;
            update key_spending set spent_nanos = spent.nanos
            from (select key_id, sum(cost_nanos) as nanos from generation group by key_id) as spent
            where spent.key_id = key_spending.key_id;
            """
                    .formatted(CALLS, WALLETS);

    private final JdbcLedgerAudit audit =
            new JdbcLedgerAudit(new FastDatabase(TestDatabase.shared().app()));

    private LedgerCheckTiming() {}

    public static void main(String[] arguments) {
        World.execute(TENANTS);
        World.execute(USAGE);
        World.execute("vacuum analyze generation");
        var timing = new LedgerCheckTiming();
        timing.measure("everything, by the check of a minute", timing.audit::listDiscrepancies);
        timing.audit.advance(Duration.ofMinutes(10), Duration.ZERO);
        timing.measure("ten minutes and a checkpoint", timing.audit::listDiscrepancies);
        timing.measure("everything, with its checkpoint", timing.audit::listAllDiscrepancies);
        timing.audit.advance(Duration.ZERO, Duration.ZERO);
        timing.measure("a checkpoint of just now", timing.audit::listDiscrepancies);
    }

    private void measure(String what, Supplier<List<String>> check) {
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            List<String> found = check.get();
            System.out.printf(
                    "%d calls, %s: %d ms, %s%n",
                    CALLS, what, (System.nanoTime() - start) / 1_000_000, found);
        }
    }
}
