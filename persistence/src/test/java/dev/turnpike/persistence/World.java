package dev.turnpike.persistence;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.limits.LimitId;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Small worlds to test in: tenants with credit and keys, made and read past all guards. */
public final class World {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /**
     * For sessions in which nothing is tried for durability. Plans are made while tables are small
     * and kept while they grow a thousandfold within a minute, faster than the database notices.
     */
    public static final String SESSION = "set synchronous_commit = off; set enable_seqscan = off";

    private static final int CONNECTIONS = 4;
    private static final DataSource SUPERUSER = superuser();

    private World() {}

    /**
     * A new tenant with this credit and a key without a limit of its own. Its first member and its
     * workspace have the id of the account.
     */
    public static Caller tenant(Usd credit) {
        AccountId account = AccountId.next();
        execute(
                """
                insert into account values ('%1$s', now());
                insert into wallet (account_id) values ('%1$s');
                insert into member values ('%1$s', '%1$s', 'ada-%1$s', 'ada@acme.test', 'Ada', now());
                insert into workspace values ('%1$s', '%1$s', 'Default', true, now());
                """
                        .formatted(account));
        if (!credit.isZero()) {
            topUp(account, credit);
        }
        return key(account, null);
    }

    /** Another key of the same tenant. */
    public static Caller key(AccountId account, @Nullable Usd limit) {
        ApiKeyId key = ApiKeyId.next();
        execute(
                """
                insert into api_key (
                    key_id, account_id, member_id, workspace_id, name, label, digest, created_at)
                values ('%1$s', '%2$s', '%2$s', '%2$s', 'laptop', 'sk-tp-v1-laptop', '%1$s', now());
                insert into key_spending (key_id, account_id) values ('%1$s', '%2$s');
                """
                        .formatted(key, account));
        Caller caller = new Caller(account, key, "sk-tp-v1-laptop", null, List.of());
        return limit == null
                ? caller
                : limited(caller, LimitScope.KEY, key.value(), LimitPeriod.TOTAL, limit);
    }

    /** The same caller with one more limit, which bounds all others of that scope too. */
    public static Caller limited(
            Caller caller, LimitScope scope, UUID scopeId, LimitPeriod period, Usd amount) {
        execute(
                "select set_limit('%s', '%s', '%s', '%s', '%s', %d)"
                        .formatted(
                                LimitId.next(),
                                caller.account(),
                                scope,
                                scopeId,
                                period,
                                amount.nanos()));
        // One that was there before keeps its id.
        List<String> stored =
                texts(
                        """
                        select limit_id from spending_limit
                        where scope = '%s' and scope_id = '%s' and period = '%s'
                        """
                                .formatted(scope, scopeId, period));
        LimitId id = new LimitId(UUID.fromString(stored.getFirst()));
        List<SpendingLimit> limits = new ArrayList<>(caller.limits());
        limits.add(new SpendingLimit(id, scope, scopeId, "", period, amount));
        return new Caller(
                caller.account(), caller.key(), caller.label(), caller.expiresAt(), limits);
    }

    /** Adds credit; what is owed comes first out of it. */
    public static void topUp(AccountId account, Usd amount) {
        topUp(account, amount, UuidCreator.getTimeOrderedEpochPlus1().toString());
    }

    /** Adds credit by this payment. */
    public static void topUp(AccountId account, Usd amount, String payment) {
        credit(account, amount, "PURCHASE", payment, null);
    }

    /** Gives credit away, until then or for ever. */
    public static void promote(AccountId account, Usd amount, @Nullable Instant expiresAt) {
        String reference = UuidCreator.getTimeOrderedEpochPlus1().toString();
        credit(account, amount, "PROMOTION", reference, expiresAt);
    }

    private static void credit(
            AccountId account,
            Usd amount,
            String kind,
            String reference,
            @Nullable Instant expiresAt) {
        String from = kind.equals("PURCHASE") ? "payment_clearing" : "promotional_expense";
        String until = expiresAt == null ? "infinity" : expiresAt.toString();
        texts(
                """
                select post_journal(?, ?, ?, array ['wallet', ?], array [?::bigint, ?],
                    nullif(?::timestamptz, 'infinity'))
                """,
                account.value(),
                kind,
                reference,
                from,
                amount.nanos(),
                -amount.nanos(),
                until);
    }

    public static Balance balance(AccountId account) {
        List<Long> row =
                numbers(
                        """
                        select posted_nanos, held_nanos, receivable_nanos from settled_wallet
                        where account_id = '%s'
                        """
                                .formatted(account));
        return new Balance(new Usd(row.get(0)), new Usd(row.get(1)), new Usd(row.get(2)));
    }

    /** Posts what is settled; returns how many batches. */
    public static long post() {
        return numbers("select post_settlements(array(select generate_series(0, 7)))").get(0);
    }

    /** The same with the part of the accounts that this one belongs to. */
    public static void post(AccountId account) {
        numbers("select post_settlements(array [shard_of(?)])", account.value());
    }

    /** What was spent in all windows of a limit, and what they hold. */
    public static List<Usd> spending(SpendingLimit limit) {
        post();
        return numbers(
                        """
                        select coalesce(sum(spent_nanos), 0), coalesce(sum(held_nanos), 0)
                        from spending_window where limit_id = '%s'
                        """
                                .formatted(limit.id()))
                .stream()
                .map(Usd::new)
                .toList();
    }

    /** What a key has spent, and what its own limits hold. */
    public static List<Usd> spending(ApiKeyId key) {
        post();
        return numbers(
                        """
                        select spent_nanos, (
                            select coalesce(sum(held_nanos), 0)
                            from spending_window join spending_limit using (limit_id)
                            where scope_id = key_id)
                        from key_spending where key_id = '%s'
                        """
                                .formatted(key))
                .stream()
                .map(Usd::new)
                .toList();
    }

    /**
     * A stored edition of a new offer: $1 per million tokens in, $2 out, a cent for each image,
     * second and search.
     */
    public static PriceVersion price() {
        String offer = "echo-" + UuidCreator.getTimeOrderedEpochPlus1() + "@sandbox";
        long id =
                numbers(
                                """
                                insert into price_version (offer_id, effective_from, source,
                                    approved_by, input_picos, output_picos,
                                    per_image_picos, per_second_picos, per_search_picos)
                                values ('%s', '%s', 'a list', 'ada', 1000000, 2000000,
                                    10000000000, 10000000000, 10000000000)
                                returning price_version_id
                                """
                                        .formatted(offer, NOW))
                        .get(0);
        var sheet =
                new PriceSheet(
                        Map.of(
                                TokenClass.INPUT, new UnitPrice(1_000_000),
                                TokenClass.OUTPUT, new UnitPrice(2_000_000),
                                TokenClass.IMAGE, new UnitPrice(10_000_000_000L),
                                TokenClass.SECOND, new UnitPrice(10_000_000_000L),
                                TokenClass.SEARCH, new UnitPrice(10_000_000_000L)));
        return new PriceVersion(id, offer, sheet, NOW, "a list", "ada");
    }

    /** The same, and $2 in, $4 out if the prompt has more tokens than this. */
    public static PriceVersion dearerAbove(long promptTokens) {
        PriceVersion usual = price();
        numbers(
                """
                insert into price_variant (
                    price_version_id, above_prompt_tokens, input_picos, output_picos,
                    per_image_picos, per_second_picos, per_search_picos)
                values (?, ?, 2000000, 4000000, 10000000000, 10000000000, 10000000000)
                returning price_version_id
                """,
                usual.id(),
                promptTokens);
        PriceVariant longer =
                PriceVariant.over(
                        usual.sheet(),
                        new PriceCondition(promptTokens, null),
                        Map.of(
                                TokenClass.INPUT, new UnitPrice(2_000_000),
                                TokenClass.OUTPUT, new UnitPrice(4_000_000)));
        var sheet = new PriceSheet(usual.sheet().prices(), List.of(longer));
        return new PriceVersion(usual.id(), usual.offerId(), sheet, NOW, "a list", "ada");
    }

    /** The same, and half as much on the flex tier. */
    public static PriceVersion withFlex() {
        PriceVersion usual = price();
        numbers(
                """
                insert into price_variant (
                    price_version_id, service_tier, input_picos, output_picos,
                    per_image_picos, per_second_picos, per_search_picos)
                values (?, 'FLEX', 500000, 1000000, 10000000000, 10000000000, 10000000000)
                returning price_version_id
                """,
                usual.id());
        PriceVariant flex =
                PriceVariant.over(
                        usual.sheet(),
                        PriceCondition.of(ServiceTier.FLEX),
                        Map.of(
                                TokenClass.INPUT, new UnitPrice(500_000),
                                TokenClass.OUTPUT, new UnitPrice(1_000_000)));
        var sheet = new PriceSheet(usual.sheet().prices(), List.of(flex));
        return new PriceVersion(usual.id(), usual.offerId(), sheet, NOW, "a list", "ada");
    }

    /** A stored edition of a new offer: a nano-dollar for each token out, nothing for those in. */
    public static PriceVersion nanoPerToken() {
        String offer = "nano-" + UuidCreator.getTimeOrderedEpochPlus1() + "@sandbox";
        long id =
                numbers(
                                """
                                insert into price_version (offer_id, effective_from, source,
                                    approved_by, input_picos, output_picos)
                                values ('%s', '%s', 'a list', 'ada', 0, 1000)
                                returning price_version_id
                                """
                                        .formatted(offer, NOW))
                        .get(0);
        var sheet =
                new PriceSheet(
                        Map.of(
                                TokenClass.INPUT, new UnitPrice(0),
                                TokenClass.OUTPUT, new UnitPrice(1_000)));
        return new PriceVersion(id, offer, sheet, NOW, "a list", "ada");
    }

    /** The numbers of the first row. */
    public static List<Long> numbers(String sql, Object... parameters) {
        return read(
                sql,
                parameters,
                rows -> {
                    List<Long> numbers = new ArrayList<>();
                    rows.next();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        numbers.add(rows.getLong(i));
                    }
                    return numbers;
                });
    }

    /** The first column of every row. */
    public static List<String> texts(String sql, Object... parameters) {
        return read(
                sql,
                parameters,
                rows -> {
                    List<String> texts = new ArrayList<>();
                    while (rows.next()) {
                        texts.add(rows.getString(1));
                    }
                    return texts;
                });
    }

    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** The database plans a text once that is asked often, with parameters in it. */
    private static <T> T read(String sql, Object[] parameters, Reading<T> reading) {
        try (Connection connection = SUPERUSER.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return reading.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Everything in which the books disagree with themselves. */
    public static List<String> discrepancies() {
        return texts("select description from discrepancy");
    }

    public static void execute(String sql) {
        TestDatabase.execute(SUPERUSER, sql);
    }

    private static DataSource superuser() {
        try {
            var pool = new Pool(TestDatabase.shared().superuser(), CONNECTIONS);
            for (int i = 0; i < CONNECTIONS; i++) {
                TestDatabase.execute(pool.dataSource(), SESSION);
            }
            return pool.dataSource();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
