package dev.turnpike.billing.credits.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import dev.turnpike.billing.credits.PaymentEvent;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeWebhookTest {

    private static final String SECRET = "whsec_test";
    private static final Instant NOW = Instant.parse("2026-11-22T17:05:00Z");
    private static final String PAID =
            """
            {"id": "evt_1", "type": "checkout.session.completed", "created": 1795367100,
             "data": {"object": {"id": "cs_1"}}}""";

    private final StripeWebhook webhook =
            new StripeWebhook(SECRET, false, InstantSource.fixed(NOW));

    @Test
    void readsWhichCheckoutAnEventIsAbout() throws GeneralSecurityException {
        assertThat(signed(PAID, 0))
                .contains(
                        new PaymentEvent(
                                "evt_1", "checkout.session.completed", "cs_1", null, true, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id': 'evt_1', 'type': 'charge.updated', 'data': {'object': {'id': 'ch_1'}}}",
                "{'id': 'evt_1', 'type': 'charge.updated'}"
            })
    void readsNothingOutOfOtherEvents(String body) throws GeneralSecurityException {
        assertThat(signed(body.replace('\'', '"'), 0))
                .contains(
                        new PaymentEvent(
                                "evt_1", "charge.updated", null, null, false, Instant.EPOCH));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "charge.refunded | {'id': 'ch_1', 'payment_intent': 'pi_1'}",
                "charge.refund.updated | {'id': 're_1', 'payment_intent': 'pi_1'}",
                "refund.failed | {'id': 're_1', 'payment_intent': 'pi_1'}",
                "charge.dispute.closed | {'id': 'dp_1', 'payment_intent': {'id': 'pi_1'}}"
            })
    void readsWhichPaymentLosesMoney(String type, String object) throws GeneralSecurityException {
        String body =
                "{'id': 'evt_1', 'type': '%s', 'data': {'object': %s}}".formatted(type, object);

        assertThat(signed(body.replace('\'', '"'), 0))
                .contains(new PaymentEvent("evt_1", type, null, "pi_1", true, Instant.EPOCH));
    }

    /** Such as one of another edition of the API: it is kept, and a person looks. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'object': {'id': 're_1'}}", "1", "[]", "null"})
    void keepsARelevantEventThatNamesNothing(String data) throws GeneralSecurityException {
        String body = "{'id': 'evt_1', 'type': 'refund.failed', 'data': %s}".formatted(data);

        assertThat(signed(body.replace('\'', '"'), 0))
                .contains(
                        new PaymentEvent(
                                "evt_1", "refund.failed", null, null, true, Instant.EPOCH));
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301})
    void refusesASignatureOfAnotherTime(long seconds) throws GeneralSecurityException {
        assertThat(signed(PAID, seconds)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t",
                "t=abc",
                "t=1,v1",
                "t=1795367100",
                "t=99999999999999999999,v1=00",
                "t=1795367100,v1=00",
                "t=1795367100,t=abc,v1=00",
                "v1=00,t=1795367100"
            })
    void refusesASignatureThatNobodyMade(String signature) {
        assertThat(webhook.read(PAID.getBytes(StandardCharsets.UTF_8), signature)).isEmpty();
    }

    /** On a stack as small as a server's: the first thread of a test has a larger one. */
    @Test
    void refusesASignatureThatIsVeryLong() throws Exception {
        String signature = "t=" + NOW.getEpochSecond() + ",v1=00".repeat(5_000);
        ThreadFactory small = Thread.ofPlatform().stackSize(512 * 1024).factory();
        try (ExecutorService server = Executors.newSingleThreadExecutor(small)) {
            Callable<Optional<PaymentEvent>> reading =
                    () -> webhook.read(PAID.getBytes(StandardCharsets.UTF_8), signature);

            assertThat(server.submit(reading).get()).isEmpty();
        }
    }

    @Test
    void takesASignatureWithSeveralSchemes() throws GeneralSecurityException {
        String signature =
                Webhook.Signature.generateSignatureHeader(PAID, SECRET, NOW.getEpochSecond());

        assertThat(webhook.read(PAID.getBytes(StandardCharsets.UTF_8), signature + ",v1=00,v0=0a"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "not JSON",
                "[]",
                "{",
                "{}",
                "{\"id\": \"evt_1\"}",
                "{\"id\": {}, \"type\": []}",
                "{\"id\": \"evt_\\u0000\", \"type\": \"refund.failed\"}",
                "{\"id\": \"evt_1\", \"type\": \"refund\\u0000failed\"}",
                "{\"id\": \"evt_1\", \"type\": \"Refund failed\"}"
            })
    void refusesWhatIsSignedButNoEvent(String body) throws GeneralSecurityException {
        assertThat(signed(body, 0)).isEmpty();
    }

    @Test
    void refusesWhatIsNested() throws GeneralSecurityException {
        assertThat(signed("{\"id\":".repeat(100_000), 0)).isEmpty();
        assertThat(signed("[".repeat(100_000), 0)).isEmpty();
    }

    @Test
    void refusesAnIdThatIsTooLongToBeOne() throws GeneralSecurityException {
        String longest = "evt_" + "1".repeat(251);

        assertThat(signed(PAID.replace("evt_1", longest), 0)).isPresent();
        assertThat(signed(PAID.replace("evt_1", longest + "1"), 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false,false", "true,true"})
    void takesEventsOfItsOwnMode(boolean isLive, boolean saysLive) throws Exception {
        assertThat(inMode(isLive, ", \"livemode\": " + saysLive + ", \"account\": null"))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "false | true",
                "true  | false",
                "false | 'false'",
                "false | null",
                "false | 0",
                "false | false, 'account': 'acct_other'",
                "true  | true, 'account': 'acct_other'"
            })
    void refusesEventsOfAnotherModeOrAccount(boolean isLive, String livemode) throws Exception {
        assertThat(inMode(isLive, ", 'livemode': " + livemode)).isEmpty();
    }

    private static Optional<PaymentEvent> inMode(boolean isLive, String more) throws Exception {
        String body = PAID.strip().replaceFirst("}$", "") + more.replace('\'', '"') + "}";
        return new StripeWebhook(SECRET, isLive, InstantSource.fixed(NOW))
                .read(
                        body.getBytes(StandardCharsets.UTF_8),
                        Webhook.Signature.generateSignatureHeader(
                                body, SECRET, NOW.getEpochSecond()));
    }

    private Optional<PaymentEvent> signed(String body, long secondsLater)
            throws GeneralSecurityException {
        long at = NOW.getEpochSecond() + secondsLater;
        return webhook.read(
                body.getBytes(StandardCharsets.UTF_8),
                Webhook.Signature.generateSignatureHeader(body, SECRET, at));
    }
}
