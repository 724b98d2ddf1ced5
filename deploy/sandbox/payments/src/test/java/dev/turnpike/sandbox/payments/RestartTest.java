package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Purchases outlive the process when there is a data folder. */
class RestartTest {

    @TempDir Path folder;

    @Test
    void knowsThePurchasesOfAnEarlierRun() throws StripeException {
        String paid;
        String open;
        try (World before = world()) {
            paid = before.openCheckout().getId();
            open = before.openCheckout().getId();
            before.pay(paid, World.GOOD_CARD);
        }

        try (World after = world()) {
            var sessions = after.stripe.v1().checkout().sessions();
            assertThat(sessions.retrieve(paid).getPaymentStatus()).isEqualTo("paid");
            assertThat(after.pay(open, World.GOOD_CARD).statusCode()).isEqualTo(303);
            assertThat(sessions.list().getData())
                    .extracting(Session::getId)
                    .containsExactly(open, paid);
        }
    }

    @Test
    void sendsWhatTheEarlierRunCouldNotDeliver() throws StripeException {
        try (World before = world()) {
            before.shop.refuseNext(Integer.MAX_VALUE);
            before.pay(before.openCheckout().getId(), World.GOOD_CARD);
        }

        try (World after = world()) {
            await().until(() -> after.shop.eventTypes().size() == 3);
        }
    }

    @Test
    void answersARetryAcrossTheRestart() {
        String first;
        try (World before = world()) {
            first = createAda(before);
        }

        try (World after = world()) {
            assertThat(createAda(after)).isEqualTo(first);
        }
    }

    @Test
    void ignoresALineThatACrashCutOff() throws StripeException, IOException {
        String paid;
        try (World before = world()) {
            paid = before.openCheckout().getId();
            before.pay(paid, World.GOOD_CARD);
        }
        Files.writeString(journal(), "[{\"id\":\"cs_te", StandardOpenOption.APPEND);

        try (World after = world()) {
            assertThat(after.stripe.v1().checkout().sessions().retrieve(paid).getStatus())
                    .isEqualTo("complete");
        }
    }

    @Test
    void refusesADamagedJournal() throws IOException {
        Files.writeString(journal(), "nonsense\n");

        assertThatThrownBy(this::world)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void keepsNoCardNumbers() throws StripeException, IOException {
        try (World before = world()) {
            before.pay(before.openCheckout().getId(), World.GOOD_CARD);
        }

        assertThat(Files.readString(journal())).doesNotContain("4242424242424242");
    }

    private World world() {
        return new World(new Shop(), folder);
    }

    private Path journal() {
        return folder.resolve("payments.journal");
    }

    private static String createAda(World world) {
        return world.api("POST", "/v1/customers", "name=Ada", "Idempotency-Key", "ada").body();
    }
}
