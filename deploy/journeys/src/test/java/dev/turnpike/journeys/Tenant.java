package dev.turnpike.journeys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.KeyPepper;
import dev.turnpike.billing.keys.KeySecret;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.money.Usd;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * An account with credit and a key, put straight into the database: for journeys that are about
 * calls and not about buying.
 */
record Tenant(AccountId account, ApiKeyId key, KeySecret secret) {

    private static final KeyPepper PEPPER = new KeyPepper(Stage.PEPPER);

    static Tenant with(Usd credit) {
        return with(credit, null);
    }

    /** The same, with a key that may spend this much at most. */
    static Tenant with(Usd credit, @org.jspecify.annotations.Nullable Usd keyLimit) {
        Tenant tenant =
                new Tenant(AccountId.next(), ApiKeyId.next(), PEPPER.issue(new SecureRandom()));
        try (Connection database = Stage.turnpike().connectAsSuperuser()) {
            tenant.store(database, keyLimit);
            if (credit.isPositive()) {
                tenant.credit(database, credit);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot make a tenant", e);
        }
        return tenant;
    }

    /** One more key of an account that somebody signed up for; its workspace may be a new one. */
    static Tenant another(AccountId account, String name, String workspace) {
        Tenant tenant = new Tenant(account, ApiKeyId.next(), PEPPER.issue(new SecureRandom()));
        try (Connection database = Stage.turnpike().connectAsSuperuser()) {
            run(
                    database,
                    """
                    insert into workspace (workspace_id, account_id, name, created_at)
                    values (?, ?, ?, now()) on conflict do nothing""",
                    UUID.randomUUID(),
                    account.value(),
                    workspace);
            tenant.storeKey(
                    database,
                    name,
                    Books.id("select member_id from member where account_id = ?", account),
                    Books.id(
                            "select workspace_id from workspace where name = '%s' and account_id = ?"
                                    .formatted(workspace),
                            account));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot make a key", e);
        }
        return tenant;
    }

    private void store(Connection database, @org.jspecify.annotations.Nullable Usd keyLimit)
            throws SQLException {
        run(database, "insert into account values (?, now())", account.value());
        // One account, one member, one workspace: one id does for all.
        run(
                database,
                "insert into member values (?, ?, ?, 'ada@example.com', 'Ada', now())",
                account.value(),
                account.value(),
                UUID.randomUUID().toString());
        run(database, "insert into wallet (account_id) values (?)", account.value());
        run(
                database,
                "insert into workspace values (?, ?, 'Default', true, now())",
                account.value(),
                account.value());
        storeKey(database, "journey", account.value(), account.value());
        if (keyLimit != null) {
            limit(database, "KEY", key.value(), "TOTAL", keyLimit);
        }
    }

    private void storeKey(Connection database, String name, UUID member, UUID workspace)
            throws SQLException {
        run(
                database,
                """
                insert into api_key (key_id, account_id, name, label, digest, created_at, member_id, workspace_id)
                values (?, ?, ?, ?, ?, now(), ?, ?)""",
                key.value(),
                account.value(),
                name,
                secret.label(),
                PEPPER.digest(secret).hex(),
                member,
                workspace);
        run(
                database,
                "insert into key_spending (key_id, account_id) values (?, ?)",
                key.value(),
                account.value());
    }

    /** Revokes the key, past the server that would know at once. */
    void revoke() {
        try (Connection database = Stage.turnpike().connectAsSuperuser()) {
            run(database, "update api_key set revoked_at = now() where key_id = ?", key.value());
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot revoke a key", e);
        }
    }

    /** Bounds what may be spent of this account, from the next second on. */
    void limit(String scope, UUID id, String period, Usd amount) {
        try (Connection database = Stage.turnpike().connectAsSuperuser()) {
            limit(database, scope, id, period, amount);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot set a limit", e);
        }
    }

    /** The same for the key, member, workspace or account of this tenant. */
    void limit(LimitScope scope, LimitPeriod period, Usd amount) {
        UUID id = scope == LimitScope.KEY ? key.value() : account.value();
        limit(scope.name(), id, period.name(), amount);
    }

    private void limit(Connection database, String scope, UUID id, String period, Usd amount)
            throws SQLException {
        run(
                database,
                "select set_limit(?, ?, ?, ?, ?, ?)",
                UUID.randomUUID(),
                account.value(),
                scope,
                id,
                period,
                amount.nanos());
    }

    private void credit(Connection database, Usd credit) throws SQLException {
        run(
                database,
                "select post_journal(?, 'PURCHASE', ?, array['wallet', 'payment_clearing'], array[?, ?])",
                account.value(),
                "journey-" + account,
                credit.nanos(),
                -credit.nanos());
    }

    private static void run(
            Connection database, String sql, @org.jspecify.annotations.Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
