package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Admission;
import dev.turnpike.billing.spending.Refusal.CreditTooLow;
import dev.turnpike.billing.spending.Refusal.LimitReached;
import dev.turnpike.billing.spending.Refusal.ReceivableDue;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.Crowd;
import dev.turnpike.persistence.World;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Takes random steps with one tenant, two keys (one of them limited) and two nodes, in the database
 * and in a {@link SpendingOracle} at once. Nodes give back only within steps, so that between them
 * nothing moves.
 */
final class SpendingSequence {

    private static final long MAX_NANOS = 1_000;

    /**
     * One sequence at a time lets leases end: whoever comes second leaves the same leases to the
     * first, which may not be through with them yet.
     */
    private static final Object EXPIRY = new Object();

    /** Whoever changes a lease has the lock of its account: here others post it meanwhile. */
    private static final String RECALL =
            """
            with account as materialized (select account_id from wallet where account_id = ? for no key update)
            update lease set recalled = true from account
            where budget_id in (account.account_id, ?) and lease.account_id = account.account_id
            returning node_id
            """;

    private static final int MAX_TRIES = 100;

    private static final String RECALLED =
            "select count(*) from lease where node_id = ? and recalled";

    private static final String ORPHANS =
            "select count(*) from lease where node_id not in (select node_id from node)";

    private final Random random;
    private final List<SpendingNode> nodes;
    private final Crowd.Pair tenant;
    private final SpendingOracle oracle;
    private final StoredSpending stored;
    private final LotSteps credit;
    private final List<Call> calls = new ArrayList<>();
    private final Set<UUID> dead = new HashSet<>();
    private final Set<UUID> gone = new HashSet<>();

    /** A call that was admitted, and the server that it runs on. */
    private record Call(SpendingNode server, Reservation reservation, int key, UUID node) {}

    /** What a node has been lent and no call of it holds. */
    private record Idle(BigInteger ofWallet, BigInteger ofKey) {}

    /**
     * @param tenant is new, and has the limit that this random source gave
     */
    SpendingSequence(Random random, Crowd.Pair tenant, List<SpendingNode> nodes) {
        this.random = random;
        this.tenant = tenant;
        this.nodes = nodes;
        oracle = new SpendingOracle(tenant.limit().amount().nanos());
        stored = new StoredSpending(tenant);
        credit = new LotSteps(random, tenant.free().account(), oracle, stored);
    }

    /** The limit of the second key. */
    static Usd limit(Random random) {
        return new Usd(1 + random.nextLong(3 * MAX_NANOS));
    }

    /** Takes a step and says which. */
    String step() {
        if (random.nextInt(10) == 0) {
            World.post(tenant.free().account());
        }
        int dice = random.nextInt(100);
        if (dice < 22) {
            return stepWithCredit(dice);
        }
        if (dice < 57 || calls.isEmpty()) {
            return reserve();
        }
        if (dice < 73) {
            return settle();
        }
        if (dice < 79) {
            return settleTogether();
        }
        if (dice < 85) {
            return release();
        }
        if (dice < 92) {
            return giveBack();
        }
        return dice < 93 ? die() : expire();
    }

    private String stepWithCredit(int dice) {
        if (dice < 8) {
            return credit.topUp();
        }
        if (dice < 13) {
            return credit.promote();
        }
        if (dice < 16) {
            return credit.expire();
        }
        return dice < 17 ? credit.draw() : credit.reverse();
    }

    /** The laws that hold after every step. */
    void check() {
        assertThat(stored.state()).as("posted, receivable, spent").isEqualTo(oracle.state());
        assertThat(stored.lots()).as("lots").isEqualTo(oracle.lots().left());
        assertThat(stored.available()).as("available").isNotNegative();
        assertThat(stored.heldOfWallet()).isEqualTo(stored.leasedOfWallet());
        assertThat(stored.heldOfKey()).isEqualTo(stored.leasedOfKey());
        for (UUID node : stored.nodesWithLeases()) {
            assertThat(gone).doesNotContain(node);
        }
        for (Call call : calls) {
            if (!gone.contains(call.node())) {
                assertThat(stored.leaseOfWallet(call.node()))
                        .as("lease of the wallet")
                        .isGreaterThanOrEqualTo(oracle.heldBy(call.node()));
                assertThat(stored.leaseOfKey(call.node()))
                        .as("lease of the key")
                        .isGreaterThanOrEqualTo(oracle.keyHeldBy(call.node()));
            }
        }
    }

    /** Nothing stays leased but what running calls hold, and what dead nodes have frozen. */
    void checkThatAllComesBack() {
        giveBack();
        assertThat(stored.heldOfWallet()).isEqualTo(heldByLiving().add(frozenOfWallet()));
        assertThat(stored.heldOfKey()).isEqualTo(keyHeldByLiving().add(frozenOfKey()));
    }

    private String reserve() {
        int key = random.nextInt(2);
        SpendingNode node = nodes.get(random.nextInt(nodes.size()));
        Usd amount = new Usd(random.nextLong(MAX_NANOS));
        Idle idle = idle(node.id());
        BigInteger owed = oracle.receivable();
        long rounds = node.time.roundsBegun();
        Admission answer;
        try (var _ = new GivingBack(nodes)) {
            answer = node.reserve(key == 0 ? tenant.free() : tenant.limited(), amount);
        }
        stored.read();
        oracle.payDownTo(stored.receivable());
        judge(answer, key, BigInteger.valueOf(amount.nanos()), idle);
        if (answer instanceof ReceivableDue(var due)) {
            judgeDue(BigInteger.valueOf(due.nanos()), owed, node.time.roundsBegun() > rounds);
        }
        if (answer instanceof Reservation call) {
            calls.add(new Call(node, call, key, node.id()));
            oracle.hold(call.id(), node.id(), key, amount.nanos());
        }
        String what =
                answer instanceof Reservation ? "call " + (calls.size() - 1) : answer.toString();
        return "reserve %d by key %d on %d: %s"
                .formatted(amount.nanos(), key, nodes.indexOf(node), what);
    }

    private Idle idle(UUID node) {
        return new Idle(
                stored.leaseOfWallet(node).subtract(oracle.heldBy(node)),
                stored.leaseOfKey(node).subtract(oracle.keyHeldBy(node)));
    }

    /** Whether the answer is the one that the numbers before the step demand. */
    private void judge(Admission answer, int key, BigInteger amount, Idle idle) {
        BigInteger credit = oracle.credit(heldByLiving().add(frozenOfWallet()));
        BigInteger keyCredit = oracle.keyCredit(keyHeldByLiving().add(frozenOfKey()));
        boolean owes = oracle.receivable().signum() > 0;
        switch (answer) {
            case Reservation _ -> {
                assertThat(credit).as("credit").isGreaterThanOrEqualTo(amount);
                if (key == 1) {
                    // A call that costs more than its hold may use up a limit of which a node still
                    // has a part.
                    assertThat(keyCredit.max(idle.ofKey()))
                            .as("key's credit")
                            .isGreaterThanOrEqualTo(amount);
                }
                if (owes) {
                    assertThat(idle.ofWallet())
                            .as("what the node had")
                            .isGreaterThanOrEqualTo(amount);
                }
            }
            case LimitReached(_, _, var remaining, _) -> {
                assertThat(key).isEqualTo(1);
                assertThat(keyCredit).isLessThan(amount);
                assertThat(remaining.nanos()).isEqualTo(keyCredit.longValueExact());
            }
            case CreditTooLow(_, var available) -> {
                assertThat(credit).isLessThan(amount);
                assertThat(available.nanos()).isEqualTo(credit.longValueExact());
            }
            case ReceivableDue(var due) -> assertThat(due.isPositive()).isTrue();
        }
    }

    /** What others give back while the answer is on its way pays a part of what it names. */
    private void judgeDue(BigInteger due, BigInteger before, boolean othersGaveBack) {
        assertThat(due).isBetween(oracle.receivable(), before);
        if (!othersGaveBack) {
            assertThat(due).isEqualTo(oracle.receivable());
        }
    }

    /** Any call that ever ran: a running one, one settled before, one of a dead node. */
    private String settle() {
        Call call = anyCall();
        long cost = random.nextLong(2 * MAX_NANOS);
        call.server().settle(call.reservation(), new Usd(cost));
        end(call, cost);
        stored.read();
        return "settle call %d at %d".formatted(calls.indexOf(call), cost);
    }

    /** Some running calls of one server at once, none above its hold: their order is free. */
    private String settleTogether() {
        SpendingNode server = nodes.get(random.nextInt(nodes.size()));
        List<Call> together =
                calls.stream().filter(it -> it.node().equals(server.id())).limit(5).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Call call : together) {
                long cost = random.nextLong(call.reservation().amount().nanos() + 1);
                threads.execute(() -> server.settle(call.reservation(), new Usd(cost)));
                end(call, cost);
            }
        }
        stored.read();
        return "settle together " + together.stream().map(calls::indexOf).toList();
    }

    private String release() {
        Call call = anyCall();
        call.server().release(call.reservation());
        end(call, 0);
        stored.read();
        return "release call " + calls.indexOf(call);
    }

    private void end(Call call, long cost) {
        oracle.settle(call.reservation().id(), call.key(), cost, stored.available(), gone);
        credit.charge(call.reservation().id(), oracle.costOf(call.reservation().id()));
    }

    /** Everybody gives back what is not in use, as if another server had asked. */
    private String giveBack() {
        BigInteger held = stored.heldOfWallet();
        World.texts(RECALL, tenant.free().account().value(), tenant.window().id());
        giveBackAll();
        stored.read();
        oracle.payDownTo(stored.receivable());
        // What a dead node held pays as soon as anything comes back, and not before.
        if (!stored.heldOfWallet().equals(held) && stored.available().signum() > 0) {
            assertThat(oracle.receivable()).as("owed beside credit").isZero();
        }
        return "give back";
    }

    /** A server dies, and another one starts in its place; the database has not noticed yet. */
    private String die() {
        SpendingNode node = nodes.get(random.nextInt(nodes.size()));
        UUID id = node.id();
        synchronized (EXPIRY) {
            node.startAnew();
            silence(id, "infinity");
        }
        dead.add(id);
        stored.read();
        return "die " + id;
    }

    private String expire() {
        synchronized (EXPIRY) {
            dead.forEach(id -> silence(id, "-infinity"));
            expireAll();
        }
        gone.addAll(dead);
        stored.read();
        return "expire";
    }

    /** What another sequence has locked for a moment, by posting it, comes back at a later try. */
    private void giveBackAll() {
        boolean isDone = false;
        for (int tries = 0; tries < MAX_TRIES && !isDone; tries++) {
            nodes.forEach(node -> node.leases.giveBack());
            isDone =
                    nodes.stream()
                            .allMatch(node -> World.numbers(RECALLED, node.id()).getFirst() == 0);
        }
    }

    /** The same. */
    private void expireAll() {
        boolean isDone = false;
        for (int tries = 0; tries < MAX_TRIES && !isDone; tries++) {
            nodes.get(0).leases.expire();
            isDone = World.numbers(ORPHANS).getFirst() == 0;
        }
    }

    private static void silence(UUID node, String until) {
        World.texts(
                "update node set alive_until = ?::timestamptz where node_id = ? returning node_id",
                until,
                node);
    }

    private Call anyCall() {
        return calls.get(random.nextInt(calls.size()));
    }

    private BigInteger heldByLiving() {
        return nodes.stream()
                .map(node -> oracle.heldBy(node.id()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private BigInteger keyHeldByLiving() {
        return nodes.stream()
                .map(node -> oracle.keyHeldBy(node.id()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private BigInteger frozenOfWallet() {
        return dead.stream().map(stored::leaseOfWallet).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private BigInteger frozenOfKey() {
        return dead.stream().map(stored::leaseOfKey).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
