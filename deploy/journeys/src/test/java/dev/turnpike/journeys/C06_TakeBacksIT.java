package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * A payment of $10 is refunded and disputed in every order in which the payment provider lets that
 * happen, while events come twice, in disorder or never: the books come to what its balance says.
 */
@ExtendWith(Stage.class)
class C06_TakeBacksIT {

    /** What can happen to a payment. */
    private enum Step {
        REFUND_3,
        REFUND_2,
        REFUND_REST,
        DISPUTE,
        WIN,
        LOSE
    }

    /** Events that were lost are asked for every 30 s, and then looked after one by one. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @AfterEach
    void faultsAreClearedAndTheBooksBalance() {
        Checkout.faults("{}");
        Books.balance();
    }

    @Test
    void comesToThePaymentProvidersBalanceInEveryOrder() {
        Checkout.faults("{\"duplicate\": 2, \"reorder\": 20, \"drop\": 40}");
        List<Fate> fates = Fates.all().stream().map(Fate::of).toList();

        fates.forEach(Fate::happen);

        assertThat(fates).hasSize(25);
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> compare(fates));
    }

    private static void compare(List<Fate> fates) {
        Map<String, Long> balance = SandboxBalance.bySource();
        for (Fate fate : fates) {
            AccountId account = fate.buyer().account();
            Usd theirs =
                    Usd.ofCents(
                            fate.sources().stream()
                                    .mapToLong(source -> balance.getOrDefault(source, 0L))
                                    .sum());
            assertThat(withheldAndTaken(account)).as("%s", fate.steps()).isEqualTo(theirs);
            assertThat(worth(account)).as("%s", fate.steps()).isEqualTo(theirs);
        }
    }

    private static Usd withheldAndTaken(AccountId account) {
        return new Usd(
                Books.number(
                        """
                        select -sum(payment_clearing_nanos + coalesce(disputes_nanos, 0))
                        from journal where account_id = ?""",
                        account));
    }

    /** What the tenant has less what it owes. */
    private static Usd worth(AccountId account) {
        return new Usd(
                Books.number(
                        "select posted_nanos - receivable_nanos from settled_wallet where account_id = ?",
                        account));
    }

    /** A buyer, and what happens to what it pays. */
    private record Fate(Tenant buyer, Checkout checkout, List<Step> steps) {

        static Fate of(List<Step> steps) {
            Tenant buyer = Tenant.with(Usd.ZERO);
            return new Fate(buyer, Checkout.openFor(buyer), steps);
        }

        void happen() {
            checkout.pay();
            String charge = checkout.charge();
            steps.forEach(step -> happen(step, charge));
        }

        private static void happen(Step step, String charge) {
            switch (step) {
                case REFUND_3 -> refund(Map.of("charge", charge, "amount", "300"));
                case REFUND_2 -> refund(Map.of("charge", charge, "amount", "200"));
                case REFUND_REST -> refund(Map.of("charge", charge));
                case DISPUTE -> dispute(charge);
                case WIN -> answer(charge, "winning_evidence");
                case LOSE -> answer(charge, "losing_evidence");
            }
        }

        private static void refund(Map<String, String> form) {
            Checkout.sandbox("/v1/refunds", form);
        }

        private static void dispute(String charge) {
            Checkout.turn("/sandbox/disputes", "{\"charge\": \"" + charge + "\"}");
            Awaitility.await().until(() -> !disputes(charge).isEmpty());
        }

        private static void answer(String charge, String evidence) {
            String dispute = disputes(charge).get(0).path("id").asString();
            Checkout.sandbox(
                    "/v1/disputes/" + dispute,
                    Map.of("evidence[uncategorized_text]", evidence, "submit", "true"));
            Awaitility.await()
                    .until(
                            () ->
                                    !disputes(charge)
                                            .get(0)
                                            .path("status")
                                            .asString()
                                            .equals("under_review"));
        }

        private static JsonNode disputes(String charge) {
            return Checkout.ask("/v1/disputes?charge=" + charge).path("data");
        }

        /** Everything that moves the payment provider's balance. */
        List<String> sources() {
            String charge = checkout.charge();
            List<String> ids = new ArrayList<>();
            ids.add(charge);
            disputes(charge).forEach(dispute -> ids.add(dispute.path("id").asString()));
            Checkout.ask("/v1/refunds?charge=" + charge)
                    .path("data")
                    .forEach(refund -> ids.add(refund.path("id").asString()));
            return ids;
        }
    }

    /** All orders that the payment provider allows: nothing is refunded that is disputed. */
    private static final class Fates {

        private static final List<List<Step>> PARTS =
                List.of(
                        List.of(),
                        List.of(Step.REFUND_3),
                        List.of(Step.REFUND_2),
                        List.of(Step.REFUND_3, Step.REFUND_2),
                        List.of(Step.REFUND_2, Step.REFUND_3));

        private static final List<List<Step>> ENDS =
                List.of(
                        List.of(),
                        List.of(Step.REFUND_REST),
                        List.of(Step.DISPUTE),
                        List.of(Step.DISPUTE, Step.WIN),
                        List.of(Step.DISPUTE, Step.LOSE));

        static List<List<Step>> all() {
            List<List<Step>> all = new ArrayList<>();
            for (List<Step> parts : PARTS) {
                for (List<Step> end : ENDS) {
                    List<Step> steps = new ArrayList<>(parts);
                    steps.addAll(end);
                    all.add(List.copyOf(steps));
                }
            }
            return all;
        }
    }
}
