package dev.turnpike.bench;

import dev.turnpike.billing.keys.KeyPepper;
import dev.turnpike.billing.keys.KeySecret;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Puts accounts with credit and a key straight into the database of a product that was started for
 * the benchmark alone.
 *
 * <p>Signing up and paying take a browser and seconds for each account, and neither is measured
 * here. The rows are those that both would have left: credit is a posting of the journal.
 */
final class Tenants {

    /** One million dollars each: no run can spend it, and a call is never refused. */
    static final long CREDIT_NANOS = 1_000_000_000_000_000L;

    private static final String ACCOUNT =
            "insert into account (account_id, created_at) values (?, now())";
    private static final String WALLET = "insert into wallet (account_id) values (?)";
    private static final String CREDIT =
            """
            select post_journal(?, 'PURCHASE', ?::text,
                array['wallet', 'payment_clearing'], array[?, -?]::bigint[])""";
    private static final String KEY =
            """
            insert into api_key (
                key_id, account_id, member_id, workspace_id, name, label, digest, created_at)
            values (?, ?, ?, ?, 'benchmark', ?, ?, now())""";
    private static final String MEMBER =
            """
            insert into member (member_id, account_id, subject, email, name, created_at)
            values (?, ?, ?, 'benchmark@example.com', 'Benchmark', now())""";
    private static final String WORKSPACE =
            """
            insert into workspace (workspace_id, account_id, name, is_default, created_at)
            values (?, ?, 'Default', true, now())""";
    private static final String KEY_SPENDING =
            "insert into key_spending (key_id, account_id) values (?, ?)";

    private final Connection superuser;
    private final KeyPepper pepper;
    private final SecureRandom random = new SecureRandom();

    Tenants(Connection superuser, KeyPepper pepper) {
        this.superuser = superuser;
        this.pepper = pepper;
    }

    /** The keys of the new accounts. */
    List<String> create(int accounts) throws SQLException {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            keys.add(createOne());
        }
        return keys;
    }

    private String createOne() throws SQLException {
        UUID account = UUID.randomUUID();
        UUID key = UUID.randomUUID();
        KeySecret secret = pepper.issue(random);
        run(ACCOUNT, account);
        run(WALLET, account);
        run(CREDIT, account, account, CREDIT_NANOS, CREDIT_NANOS);
        // One account, one member, one workspace: one id does for all.
        run(MEMBER, account, account, account.toString());
        run(WORKSPACE, account, account);
        run(KEY, key, account, account, account, secret.label(), pepper.digest(secret).hex());
        run(KEY_SPENDING, key, account);
        return secret.text();
    }

    private void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = superuser.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
