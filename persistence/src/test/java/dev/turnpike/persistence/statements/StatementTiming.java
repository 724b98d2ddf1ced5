package dev.turnpike.persistence.statements;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.statements.MonthlyStatement;
import dev.turnpike.billing.statements.MonthlyStatements;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.time.Instant;

/** Measures the statement of a tenant with many calls in a month; a program to run by hand. */
final class StatementTiming {

    private static final int CALLS = Integer.getInteger("calls", 1_000_000);
    private static final int KEYS = 200;
    private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-01T00:00:00Z");

    private StatementTiming() {}

    public static void main(String[] arguments) {
        MonthlyStatements statements =
                TestDatabase.shared().keeper(MonthlyStatements.class, JpaMonthlyStatements::new);
        AccountId acme = World.tenant(Usd.ZERO).account();
        AccountId other = World.tenant(Usd.ZERO).account();
        for (int i = 1; i < KEYS; i++) {
            World.key(acme, null);
        }
        spend(acme, other);
        World.execute("vacuum analyze generation");
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            MonthlyStatement statement = statements.get(acme, FROM, TO, 200);
            System.out.printf(
                    "%d calls of a tenant in a month: %d ms, %s%n",
                    CALLS, (System.nanoTime() - start) / 1_000_000, statement.closing());
        }
    }

    /** Spread over the month, among as many calls of others, on 200 keys and 50 models. */
    private static void spend(AccountId acme, AccountId other) {
        World.execute(
                """
                insert into generation (
                    generation_id, account_id, key_id, created_at, settled_at, model, streamed, status,
                    attempt_models, attempt_providers, attempt_statuses, attempt_millis, attempt_errors,
                    served_model, provider, upstream_id, input_count, output_count,
                    price_version_id, cost_nanos, provider_cost_nanos)
                select gen_random_uuid(), case n %% 2 when 0 then '%2$s' else '%3$s' end::uuid,
                       (array (select key_id from api_key where account_id = '%2$s'))[1 + n / 2 %% %4$d],
                       at, at, 'acme/model-' || n / 2 %% 50, true, 'COMPLETED',
                       '{acme/echo}', '{sandbox}', '{200}', '{900}', '{null}',
                       'acme/model-' || n / 2 %% 50, 'sandbox', 'chatcmpl-0193a000', 1200, 300,
                       1, 1000 + n %% 977, 800
                from generate_series(1, 2 * %1$d) as n
                cross join lateral (
                    select timestamptz '2026-10-01 UTC' + n * (interval '30 days' / (2.0 * %1$d)) as at) as called
                """
                        .formatted(CALLS, acme, other, KEYS));
    }
}
