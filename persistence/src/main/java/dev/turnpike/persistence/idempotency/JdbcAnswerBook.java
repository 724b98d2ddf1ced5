package dev.turnpike.persistence.idempotency;

import dev.turnpike.billing.idempotency.AnswerBook;
import dev.turnpike.billing.idempotency.Claim;
import dev.turnpike.billing.idempotency.Claimed;
import dev.turnpike.billing.idempotency.KeptAnswer;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.persistence.fast.FastDatabase;
import dev.turnpike.persistence.fast.Parameters;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** Claims, keeps and forgets in one round trip each. */
@Singleton
class JdbcAnswerBook implements AnswerBook {

    private static final String CLAIM =
            """
            select * from claim_call(
                p_account => ?, p_key => ?, p_name => ?, p_digest => ?, p_claim => ?, p_node => ?,
                p_model => ?, p_streamed => ?)
            """;
    private static final String KEEP =
            """
            select keep_answer(
                p_account => ?, p_key => ?, p_name => ?, p_claim => ?,
                p_generation => ?, p_answer => ?)
            """;
    private static final String FORGET =
            "select forget_call(p_account => ?, p_key => ?, p_name => ?, p_claim => ?)";
    private static final String EXPIRE = "select expire_answers(p_age_millis => ?, p_limit => ?)";

    private final FastDatabase database;

    @Inject
    JdbcAnswerBook(FastDatabase database) {
        this.database = database;
    }

    @Override
    public Claimed claim(Claim claim, NodeId node) {
        return database.repeatableQuery(
                CLAIM,
                parameters ->
                        named(parameters, claim)
                                .text(claim.call().digest().hex())
                                .id(claim.id())
                                .id(node.value())
                                .text(claim.model())
                                .flag(claim.streamed()),
                JdbcAnswerBook::read);
    }

    @Override
    public boolean keep(Claim claim, KeptAnswer sealed) {
        return database.repeatableQuery(
                KEEP,
                parameters ->
                        named(parameters, claim)
                                .id(claim.id())
                                .id(sealed.id().value())
                                .bytes(sealed.bytes()),
                rows -> rows.next() && rows.getBoolean(1));
    }

    @Override
    public void forget(Claim claim) {
        database.repeatableQuery(
                FORGET, parameters -> named(parameters, claim).id(claim.id()), ResultSet::next);
    }

    @Override
    public int expire(Duration age, int limit) {
        return database.repeatableQuery(
                EXPIRE,
                parameters -> parameters.millis(age).integer(limit),
                rows -> rows.next() ? rows.getInt(1) : 0);
    }

    private static Parameters named(Parameters parameters, Claim claim) throws SQLException {
        return parameters
                .id(claim.call().account().value())
                .id(claim.call().key().value())
                .text(claim.call().name().text());
    }

    private static Claimed read(ResultSet rows) throws SQLException {
        rows.next();
        String outcome = rows.getString("outcome");
        return switch (outcome) {
            case "GRANTED" -> new Claimed.Granted();
            case "RUNNING" -> new Claimed.Running();
            case "OTHER_REQUEST" -> new Claimed.OtherRequest();
            case "ANSWERED" ->
                    new Claimed.Answered(
                            new KeptAnswer(
                                    new GenerationId(rows.getObject("generation", UUID.class)),
                                    rows.getBytes("kept")));
            default -> throw new IllegalStateException("Unknown outcome of a claim: " + outcome);
        };
    }
}
