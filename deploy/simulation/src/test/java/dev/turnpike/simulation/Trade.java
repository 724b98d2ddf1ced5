package dev.turnpike.simulation;

import com.stripe.exception.StripeException;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.reconciliation.Simulated;
import dev.turnpike.persistence.spending.SpendingNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Three tenants who buy, are refunded, dispute and call, and what should have become of it. */
final class Trade {

    /** A dollar for a million tokens in, two for a million out. */
    private final PriceVersion price = World.price();

    private final SimulatedShop shop;
    private final SpendingNode node;
    private final Random random;

    final List<Tenant> tenants = List.of(new Tenant(), new Tenant(), new Tenant());

    /** Tokens in and out by day: what an honest provider would bill. */
    final SortedMap<LocalDate, long[]> tokens = new TreeMap<>();

    int purchases;
    int refunds;
    int disputes;
    int calls;

    Trade(SimulatedShop shop, SpendingNode node, long seed) {
        this.shop = shop;
        this.node = node;
        random = new Random(seed);
    }

    /** A tenant, and what should have become of it by arithmetic of our own. */
    static final class Tenant {
        final Caller caller = World.tenant(Usd.ZERO);
        final AccountId account = caller.account();
        private final Map<PurchaseId, Long> refundable = new LinkedHashMap<>();
        private final List<PurchaseId> disputed = new ArrayList<>();
        long boughtCents;
        long returnedCents;
        Usd cost = Usd.ZERO;
        private final Map<PurchaseId, Long> cents = new HashMap<>();
    }

    /** The payment of one second before midnight is booked after it. */
    void live(LocalDate day) throws StripeException {
        Instant moment = SimulatedShop.startOf(day);
        for (int i = 0; i < 12; i++) {
            moment = moment.plus(Duration.ofMinutes(60 + random.nextInt(50)));
            shop.set(moment);
            act(tenants.get(random.nextInt(tenants.size())), day);
            if (random.nextInt(10) < 7) {
                book(moment.plusSeconds(2));
            }
        }
        shop.set(SimulatedShop.startOf(day.plusDays(1)).minusSeconds(1));
        buy(tenants.getFirst(), false);
        book(SimulatedShop.startOf(day.plusDays(1)).plusSeconds(4));
    }

    void book(Instant moment) {
        shop.set(moment);
        shop.catchUp();
        World.post();
        tenants.forEach(tenant -> Simulated.date(tenant.account, moment));
    }

    private void act(Tenant tenant, LocalDate day) throws StripeException {
        switch (random.nextInt(8)) {
            case 0, 1 -> buy(tenant, false);
            case 2 -> buy(tenant, true);
            case 3 -> refund(tenant);
            case 4 -> decide(tenant);
            default -> call(tenant, day);
        }
    }

    private void buy(Tenant tenant, boolean isDisputed) {
        long cents = 500L + random.nextInt(10_000);
        PurchaseId id = shop.buy(tenant.account, Usd.ofCents(cents), isDisputed);
        purchases++;
        tenant.boughtCents += cents;
        tenant.cents.put(id, cents);
        if (isDisputed) {
            disputes++;
            tenant.disputed.add(id);
            tenant.returnedCents += cents;
        } else {
            tenant.refundable.put(id, cents);
        }
    }

    private void refund(Tenant tenant) throws StripeException {
        if (tenant.refundable.isEmpty()) {
            return;
        }
        book(shop.instant());
        PurchaseId id = tenant.refundable.keySet().iterator().next();
        long left = Objects.requireNonNull(tenant.refundable.remove(id));
        long part = 1 + random.nextLong(left);
        shop.refund(shop.paymentOf(tenant.account, id), part);
        refunds++;
        tenant.returnedCents += part;
        if (part < left) {
            tenant.refundable.put(id, left - part);
        }
    }

    private void decide(Tenant tenant) throws StripeException {
        if (tenant.disputed.isEmpty()) {
            return;
        }
        book(shop.instant());
        PurchaseId id = tenant.disputed.removeFirst();
        String payment = shop.paymentOf(tenant.account, id);
        if (random.nextBoolean()) {
            shop.win(payment);
            tenant.returnedCents -= Objects.requireNonNull(tenant.cents.get(id));
        } else {
            shop.lose(payment);
        }
    }

    private void call(Tenant tenant, LocalDate day) {
        book(shop.instant());
        if (!(node.reserve(tenant.caller, Usd.parse("2")) instanceof Reservation call)) {
            return;
        }
        long in = random.nextLong(1_000_000);
        long out = random.nextLong(300_000);
        TokenCounts counts = TokenCounts.of(TokenClass.INPUT, in).with(TokenClass.OUTPUT, out);
        tenant.cost = tenant.cost.plus(node.settle(call, price, counts).cost());
        long[] billed = tokens.computeIfAbsent(day, _ -> new long[2]);
        billed[0] += in;
        billed[1] += out;
        calls++;
        book(shop.instant());
    }

    /** One more payment of $10, booked; returns its id. */
    String buyAt(Instant moment) {
        Tenant tenant = tenants.getFirst();
        shop.set(moment);
        PurchaseId id = shop.buy(tenant.account, Usd.parse("10"), false);
        book(shop.instant().plusSeconds(2));
        return shop.paymentOf(tenant.account, id);
    }
}
