package dev.turnpike.persistence;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.limits.LimitId;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Budget;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Many tenants at once, made by one statement, where {@link World} takes several for each. */
public final class Crowd {

    private static final String LABEL = "sk-tp-v1-laptop";

    private static final String MAKE =
            """
            with tenant as (
                select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::bigint[])
                    as tenant (id, free_key, limited_key, limit_id, limit_nanos)
            ), accounts as (
                insert into account select id, now() from tenant
            ), wallets as (
                insert into wallet (account_id) select id from tenant
            ), members as (
                insert into member
                select id, id, 'ada-' || id, 'ada@acme.test', 'Ada', now() from tenant
            ), workspaces as (
                insert into workspace select id, id, 'Default', true, now() from tenant
            ), key as (
                select id, free_key as key_id from tenant
                union all select id, limited_key from tenant
            ), keys as (
                insert into api_key (
                    key_id, account_id, member_id, workspace_id, name, label, digest, created_at)
                select key_id, id, id, id, 'laptop', 'sk-tp-v1-laptop', key_id::text, now() from key
            ), spendings as (
                insert into key_spending (key_id, account_id) select key_id, id from key
            ), limits as (
                insert into spending_limit (
                    limit_id, account_id, scope, scope_id, period, limit_nanos)
                select limit_id, id, 'KEY', limited_key, 'TOTAL', limit_nanos from tenant
            ), windows as (
                insert into spending_window (window_id, account_id, limit_id, starts_at)
                select window_of(limit_id, 'epoch'), id, limit_id, 'epoch' from tenant
            )
            select count(*) from tenant
            """;

    private Crowd() {}

    /** A tenant without credit: a key without a limit of its own, and one with a limit in all. */
    public record Pair(Caller free, Caller limited) {

        public SpendingLimit limit() {
            return limited.limits().getFirst();
        }

        /** The one window of that limit. */
        public Budget.Window window() {
            return new Budget.Window(limited.account(), limit().id(), Instant.EPOCH);
        }
    }

    /** A tenant for each of these limits. */
    public static List<Pair> of(List<Usd> limits) {
        List<Pair> pairs = limits.stream().map(Crowd::pair).toList();
        World.texts(
                MAKE,
                each(pairs, pair -> pair.free().account().value()),
                each(pairs, pair -> pair.free().key().value()),
                each(pairs, pair -> pair.limited().key().value()),
                each(pairs, pair -> pair.limit().id().value()),
                each(pairs, pair -> pair.limit().amount().nanos()));
        // They may be most of what there is, and the next plans should know of them.
        World.execute("analyze");
        return pairs;
    }

    private static String[] each(List<Pair> pairs, Function<Pair, Object> field) {
        return pairs.stream().map(field).map(Object::toString).toArray(String[]::new);
    }

    private static Pair pair(Usd amount) {
        AccountId account = AccountId.next();
        ApiKeyId key = ApiKeyId.next();
        var limit =
                new SpendingLimit(
                        LimitId.next(), LimitScope.KEY, key.value(), "", LimitPeriod.TOTAL, amount);
        return new Pair(
                new Caller(account, ApiKeyId.next(), LABEL, null, List.of()),
                new Caller(account, key, LABEL, null, List.of(limit)));
    }
}
