package dev.turnpike.persistence.statements;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.Posting.Kind;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.persistence.EntityManager;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A tenant with some keys in two workspaces, and a random journal, written row by row. */
final class StatementWorld {

    private static final int KEYS = 5;
    private static final List<String> MODELS = List.of("acme/echo", "acme/=1+1", "beta/\"x\",y");

    private static final String INSERT =
            """
            insert into journal_transaction (
                account_id, kind, reference, occurred_at, reverses_generation,
                wallet_nanos, receivable_nanos, revenue_nanos)
            values (:account, :kind, :cause, :at, cast(nullif(:call, '') as uuid),
                :wallet, :receivable, -:wallet - :receivable)
            """;
    private static final String INSERT_CALL =
            """
            insert into generation (
                generation_id, account_id, key_id, created_at, settled_at, model, streamed, status,
                attempt_models, attempt_providers, attempt_statuses, attempt_millis,
                attempt_errors, price_version_id, served_model, cost_nanos, provider_cost_nanos)
            values (cast(:cause as uuid), :account, :key, :at, :at, 'asked/for', true, 'COMPLETED',
                '{}', '{}', '{}', '{}', '{}', 1, :model, -:wallet, 0)
            """;

    /** A row of the journal; key, workspace and model are those of a call. */
    record Row(
            Kind kind,
            boolean ofCall,
            Instant at,
            BigInteger wallet,
            BigInteger receivable,
            String key,
            String workspace,
            String model) {}

    private record Key(UUID id, UUID workspace) {}

    private final TenantScope tenants;
    private final AccountId account;
    private final Random random;
    private final List<Key> keys = new ArrayList<>();
    final List<Row> rows = new ArrayList<>();

    /** The keys stay; whoever gives the transaction up leaves no movement behind. */
    StatementWorld(TenantScope tenants, AccountId account, Random random) {
        this.tenants = tenants;
        this.account = account;
        this.random = random;
        UUID other = UUID.randomUUID();
        World.execute(
                "insert into workspace values ('%s', '%s', 'Research', false, now())"
                        .formatted(other, account));
        for (int i = 0; i < KEYS; i++) {
            UUID key = World.key(account, null).key().value();
            UUID workspace = random.nextBoolean() ? other : account.value();
            World.execute(
                    "update api_key set workspace_id = '%s', name = 'key %d' where key_id = '%s'"
                            .formatted(workspace, i, key));
            keys.add(new Key(key, workspace));
        }
    }

    void write(Instant at) {
        Kind[] kinds = Kind.values();
        Kind kind = kinds[random.nextInt(kinds.length)];
        rows.add(kind == Kind.USAGE ? writeCall(at) : writeTransaction(kind, at));
    }

    private Row writeCall(Instant at) {
        Key key = keys.get(random.nextInt(keys.size()));
        String model = MODELS.get(random.nextInt(MODELS.size()));
        long wallet = random.nextLong(-1_000_000, 0);
        EntityManager database = tenants.of(account);
        database.createNativeQuery("set local role turnpike_across").executeUpdate();
        database.createNativeQuery(INSERT_CALL)
                .setParameter("account", account.value())
                .setParameter("cause", UUID.randomUUID().toString())
                .setParameter("at", at)
                .setParameter("key", key.id())
                .setParameter("model", model)
                .setParameter("wallet", wallet)
                .executeUpdate();
        database.createNativeQuery("set local role none").executeUpdate();
        return new Row(
                Kind.USAGE,
                false,
                at,
                BigInteger.valueOf(wallet),
                BigInteger.ZERO,
                key.id().toString(),
                key.workspace().toString(),
                model);
    }

    private Row writeTransaction(Kind kind, Instant at) {
        boolean ofCall = kind == Kind.REVERSAL && random.nextBoolean();
        long wallet = random.nextLong(-1_000_000, 1_000_000);
        long receivable = random.nextLong(-1_000, 1_000);
        tenants.of(account)
                .createNativeQuery(INSERT)
                .setParameter("account", account.value())
                .setParameter("kind", kind.name())
                .setParameter("cause", UUID.randomUUID().toString())
                .setParameter("at", at)
                .setParameter("call", ofCall ? UUID.randomUUID().toString() : "")
                .setParameter("wallet", wallet)
                .setParameter("receivable", receivable)
                .executeUpdate();
        return new Row(
                kind,
                ofCall,
                at,
                BigInteger.valueOf(wallet),
                BigInteger.valueOf(receivable),
                "",
                "",
                "");
    }
}
