package dev.turnpike.persistence.ledger;

import dev.turnpike.billing.ledger.LedgerAudit;
import dev.turnpike.persistence.fast.FastDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks by the database's functions, outside of the server's transactions: all of the books may
 * take longer than those may last.
 */
@Singleton
class JdbcLedgerAudit implements LedgerAudit {

    private static final String CHECK =
            "select * from check_books(p_of_everything => ?, p_limit => ?)";
    private static final String ADVANCE =
            "select advance_checkpoint(p_age_millis => ?, p_step_millis => ?)";
    private static final String CLAIM = "select claim_full_check()";

    /** Somebody reads them; one cause rarely has more faces than this. */
    private static final int MAX_SENTENCES = 100;

    /** Longer than any transaction runs that writes to the journal: those last milliseconds. */
    private static final Duration AGE = Duration.ofMinutes(10);

    /** So the check reads what was written in the last 10 to 20 minutes. */
    private static final Duration STEP = Duration.ofMinutes(10);

    /**
     * For the books of years, of which the first check of a minute has to read as much as the one
     * of a night; a million transactions take five seconds.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final FastDatabase database;

    @Inject
    JdbcLedgerAudit(FastDatabase database) {
        this.database = database;
    }

    @Override
    public List<String> listDiscrepancies() {
        return list(false);
    }

    @Override
    public List<String> listAllDiscrepancies() {
        return list(true);
    }

    @Override
    public void advanceCheckpoint() {
        advance(AGE, STEP);
    }

    /** Whether the checkpoint has moved. */
    boolean advance(Duration age, Duration step) {
        return database.patientQuery(
                PATIENCE,
                ADVANCE,
                parameters -> parameters.millis(age).millis(step),
                rows -> rows.next() && rows.getBoolean(1));
    }

    @Override
    public boolean claimFullCheck() {
        return database.query(CLAIM, _ -> {}, rows -> rows.next() && rows.getBoolean(1));
    }

    private List<String> list(boolean ofEverything) {
        return database.patientQuery(
                PATIENCE,
                CHECK,
                parameters -> parameters.flag(ofEverything).integer(MAX_SENTENCES),
                JdbcLedgerAudit::readSentences);
    }

    private static List<String> readSentences(ResultSet rows) throws SQLException {
        List<String> sentences = new ArrayList<>();
        while (rows.next()) {
            sentences.add(rows.getString(1));
        }
        return sentences;
    }
}
