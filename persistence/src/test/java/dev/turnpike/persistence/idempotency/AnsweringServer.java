package dev.turnpike.persistence.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnpike.billing.idempotency.Claim;
import dev.turnpike.billing.idempotency.Idempotency;
import dev.turnpike.billing.idempotency.IdempotencyKey;
import dev.turnpike.billing.idempotency.NamedCall;
import dev.turnpike.billing.idempotency.RequestDigest;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.sealing.Seal;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.persistence.fast.FastDatabase;
import dev.turnpike.persistence.spending.SpendingNode;
import javax.sql.DataSource;

/** What one server process has for named calls. */
final class AnsweringServer {

    final SpendingNode node;
    final JdbcAnswerBook book;
    final Idempotency calls;

    AnsweringServer(DataSource connections, Seal seal) {
        node = new SpendingNode(connections);
        book = new JdbcAnswerBook(new FastDatabase(connections));
        calls = new Idempotency(book, seal, node.leases);
    }

    static Claim claim(Caller caller, String name, String body) {
        return Claim.of(
                new NamedCall(
                        caller.account(),
                        caller.key(),
                        new IdempotencyKey(name),
                        RequestDigest.of("/chat", body.getBytes(UTF_8))),
                "acme/echo",
                false);
    }

    /** Keeps the answer of a claim that was granted, and settles its call. */
    GenerationId charge(Caller caller, Claim claim, Usd cost, byte[] answer) {
        Reservation call = node.hold(caller, cost);
        calls.keep(claim, call.id(), answer);
        node.settle(call, cost);
        return call.id();
    }
}
