package dev.turnpike.bench;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * What stands in the product's database after the run: the proof that the measured calls were paid
 * for, each of them.
 *
 * @param completed generations that were settled as completed
 * @param spentNanos what all wallets have lost
 * @param heldNanos what is still lent to the server
 * @param durability how the database was set to keep what it confirmed
 */
record Books(
        long completed,
        long chargedNanos,
        long spentNanos,
        long heldNanos,
        long journalSum,
        String durability) {

    private static final String QUESTION =
            """
            select (select count(*) from generation where status = 'COMPLETED') as completed,
                   (select coalesce(sum(cost_nanos), 0) from generation) as charged,
                   (select count(*) * %d - sum(posted_nanos) from settled_wallet) as spent,
                   (select coalesce(sum(held_nanos), 0) from settled_wallet) as held,
                   (select coalesce(sum(amount_nanos), 0) from journal_entry) as journal,
                   'fsync ' || current_setting('fsync')
                       || ', synchronous_commit ' || current_setting('synchronous_commit')
                       || ', full_page_writes ' || current_setting('full_page_writes') as durability
            """
                    .formatted(Tenants.CREDIT_NANOS);

    static Books read(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(QUESTION)) {
            row.next();
            return new Books(
                    row.getLong("completed"),
                    row.getLong("charged"),
                    row.getLong("spent"),
                    row.getLong("held"),
                    row.getLong("journal"),
                    row.getString("durability"));
        }
    }

    /** Whether every answer that the load received was charged, and nothing else was. */
    boolean agreeWith(long answers) {
        return completed == answers
                && chargedNanos > 0
                && chargedNanos == spentNanos
                && journalSum == 0
                && heldNanos == 0;
    }

    String text(long answers) {
        return String.format(
                Locale.ROOT,
                "%s: %,d answers received, %,d generations completed, $%s charged, $%s taken from"
                        + " wallets, $%s still held, journal sums to %d; %s",
                agreeWith(answers) ? "The books agree" : "THE BOOKS DO NOT AGREE",
                answers,
                completed,
                dollars(chargedNanos),
                dollars(spentNanos),
                dollars(heldNanos),
                journalSum,
                durability);
    }

    private static String dollars(long nanos) {
        return BigDecimal.valueOf(nanos, 9).toPlainString();
    }
}
