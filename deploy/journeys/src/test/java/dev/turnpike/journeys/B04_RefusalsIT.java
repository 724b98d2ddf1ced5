package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.KeyPepper;
import dev.turnpike.billing.keys.KeySecret;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.journeys.Wire.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every refusal has its status, one envelope, and costs nothing. */
@ExtendWith(Stage.class)
class B04_RefusalsIT {

    private static final int MEBIBYTE = 1024 * 1024;

    private static Tenant ada;

    @BeforeAll
    static void adaHasCredit() {
        ada = Tenant.with(Usd.parse("10"));
    }

    @AfterEach
    void nothingWasHeldOrCharged() {
        assertThat(Books.posted(ada.account())).isEqualTo(Usd.parse("10"));
        Books.nothingIsHeld(ada.account());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"model\": \"sandbox/echo\"}",
                "{\"model\": \"sandbox/echo\", \"messages\": []}",
                "{\"model\": \"sandbox/echo\", \"messages\": \"hi\"}",
                "{\"model\": 7, \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}",
                "{\"model\": \"sandbox/echo\", \"model\": \"sandbox/lorem\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}",
                "{\"model\": \"sandbox/echo\", \"messages\": [{\"role\": \"wizard\", \"content\": \"hi\"}]}",
                "{\"model\": \"sandbox/echo\", \"temperature\": 3, \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}",
                "{\"model\": \"sandbox/echo\", \"max_tokens\": -1, \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}",
                "{\"model\": \"sandbox/echo\", \"max_cost\": 0, \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}",
                "{\"model\": \"sandbox/echo\", \"stream\": \"yes\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}",
                "{\"model\": \"no/such-model\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}"
            })
    void badRequestsAre400(String body) {
        refused(Wire.post(ada.secret(), body), 400, "invalid_request");
    }

    @Test
    void unknownKeysAre401() {
        KeySecret stranger = new KeyPepper(new byte[32]).issue(new SecureRandom());

        refused(Wire.post(stranger, Wire.chat("sandbox/echo", "hi", "")), 401, "authentication");
        refused(
                Wire.post(new KeySecret("sk-tp-v1-x"), Wire.chat("sandbox/echo", "hi", "")),
                401,
                "authentication");
    }

    @Test
    void aKeyThatIsNearToAnotherGetsTheAnswerOfAnyOther() {
        KeySecret stranger = new KeyPepper(new byte[32]).issue(new SecureRandom());

        Answer near = Wire.get(nearTo(ada.secret()), "/key");

        assertThat(near.status()).isEqualTo(401);
        assertThat(near.body()).isEqualTo(Wire.get(stranger, "/key").body());
    }

    /**
     * The same but for the last character before the checksum, which is right: anybody can do this.
     */
    private static KeySecret nearTo(KeySecret key) {
        String body = key.text().substring(0, key.text().length() - 6);
        String changed = body.substring(0, body.length() - 1) + (body.endsWith("0") ? "1" : "0");
        CRC32 crc = new CRC32();
        crc.update(changed.getBytes(StandardCharsets.US_ASCII));
        String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        StringBuilder checksum = new StringBuilder();
        for (long rest = crc.getValue(); checksum.length() < 6; rest /= digits.length()) {
            checksum.insert(0, digits.charAt((int) (rest % digits.length())));
        }
        return KeySecret.parse(changed + checksum).orElseThrow();
    }

    @Test
    void tooLittleCreditIs402AndSaysWhatIsLeft() {
        Tenant poor = Tenant.with(Usd.parse("0.000001"));

        Answer answer =
                Wire.post(poor.secret(), Wire.chat("sandbox/echo", "hi", ", \"max_tokens\": 4000"));

        refused(answer, 402, "payment_required");
        assertThat(answer.body().path("error").path("metadata").path("limit_source").asString())
                .isEqualTo("openrouter_credits");
        assertThat(answer.body().path("error").path("message").asString()).contains("0.000001");
        assertThat(Books.posted(poor.account())).isEqualTo(Usd.parse("0.000001"));
    }

    @Test
    void aKeyAtItsLimitIs402AndSaysSo() {
        Tenant limited = Tenant.with(Usd.parse("10"), Usd.parse("0.000001"));

        Answer answer =
                Wire.post(
                        limited.secret(),
                        Wire.chat("sandbox/echo", "hi", ", \"max_tokens\": 4000"));

        refused(answer, 402, "payment_required");
        assertThat(answer.body().path("error").path("metadata").path("limit_source").asString())
                .isEqualTo("openrouter_key_limit");
    }

    @Test
    void anAccountAtItsDailyLimitIs402AndSaysWhenItResets() {
        Tenant limited = Tenant.with(Usd.parse("10"));
        limited.limit("ACCOUNT", limited.account().value(), "DAY", Usd.parse("0.000001"));

        Answer answer =
                Wire.post(
                        limited.secret(),
                        Wire.chat("sandbox/echo", "hi", ", \"max_tokens\": 4000"));

        refused(answer, 402, "payment_required");
        JsonNode metadata = answer.body().path("error").path("metadata");
        assertThat(metadata.path("limit_source").asString()).isEqualTo("turnpike_account_limit");
        assertThat(metadata.path("limit_period").asString()).isEqualTo("daily");
        assertThat(metadata.path("limit_resets_at").asString()).endsWith("T00:00:00Z");
    }

    @Test
    void aCallThatWouldCostMoreThanItsMaxCostIs402() {
        Answer answer =
                Wire.post(
                        ada.secret(),
                        Wire.chat(
                                "sandbox/echo",
                                "hi",
                                ", \"max_cost\": 0.000000001, \"max_tokens\": 4000"));

        refused(answer, 402, "payment_required");
        assertThat(answer.body().path("error").path("metadata").path("limit_source").asString())
                .isEqualTo("max_cost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox/echo", "sandbox/tools"})
    void contentThatAProviderModeratesIs403(String model) {
        Answer answer = Wire.post(ada.secret(), Wire.chat(model, "[sandbox moderated]", ""));

        refused(answer, 403, "permission_denied");
        assertThat(answer.raw().body()).contains("usage guidelines", "provider_name");
    }

    @Test
    void operatorsKeysThatAProviderRefusesAreNotTheCallersFault() {
        refused(
                Wire.post(ada.secret(), Wire.chat("sandbox/echo", "[sandbox status=403]", "")),
                502,
                "provider_unavailable");
    }

    @Test
    void modelsWithoutAConnectedProviderAre404() {
        refused(Wire.post(ada.secret(), Wire.chat("openai/gpt-4o", "hi", "")), 404, "not_found");
    }

    @Test
    void bodiesBeyondTheLimitAre413() {
        String large = "x".repeat(21 * MEBIBYTE);

        refused(
                Wire.post(ada.secret(), Wire.chat("sandbox/echo", large, "")),
                413,
                "payload_too_large");
    }

    @Test
    void aProviderThatIsLimitedIs429AndSaysWhenToReturn() {
        Answer answer = Wire.post(ada.secret(), Wire.chat("sandbox/limited", "hi", ""));

        refused(answer, 429, "rate_limit_exceeded");
        assertThat(answer.header("Retry-After")).matches("[0-9]+");
    }

    @Test
    void aProviderThatAnswersGarbageIs502() {
        refused(
                Wire.post(ada.secret(), Wire.chat("sandbox/echo", "[sandbox garbage]", "")),
                502,
                "provider_unavailable");
    }

    @Test
    void aProviderThatIsDownIs503() {
        refused(
                Wire.post(ada.secret(), Wire.chat("sandbox/down", "hi", "")),
                503,
                "provider_overloaded");
    }

    /** Else requests that are begun early and finished late would outlive every revocation. */
    @Test
    void aKeyThatIsRevokedWhileABodyIsOnItsWayIs401() {
        Tenant eve = Tenant.with(Usd.parse("10"));
        String body = Wire.chat("sandbox/echo", "hi", "");
        byte[] begin = body.substring(0, 20).getBytes(StandardCharsets.UTF_8);
        byte[] end = body.substring(20).getBytes(StandardCharsets.UTF_8);
        BodyPublisher late =
                BodyPublishers.concat(
                        BodyPublishers.ofByteArray(begin),
                        BodyPublishers.ofInputStream(
                                () -> {
                                    assertThat(Wire.post(eve.secret(), body).status())
                                            .isEqualTo(200);
                                    eve.revoke();
                                    Awaitility.await()
                                            .until(
                                                    () ->
                                                            Wire.post(eve.secret(), body).status()
                                                                    == 401);
                                    return new ByteArrayInputStream(end);
                                }));

        Answer answer =
                Wire.send(
                        HttpRequest.newBuilder(Wire.request(eve.secret(), body), (_, _) -> true)
                                .POST(late)
                                .build());

        refused(answer, 401, "authentication");
    }

    /** Calls of other tenants do not wait for it. */
    @Test
    void aCallWhoseWalletSomebodyLocksIsToldToComeAgain() throws SQLException {
        Tenant locked = Tenant.with(Usd.parse("10"));
        Tenant other = Tenant.with(Usd.parse("10"));
        try (Connection somebody = Stage.turnpike().connectAsSuperuser();
                Statement statement = somebody.createStatement()) {
            statement.execute("begin");
            statement.execute(
                    "select from wallet where account_id = '%s' for update"
                            .formatted(locked.account().value()));

            CompletableFuture<Answer> waiting =
                    CompletableFuture.supplyAsync(
                            () -> Wire.post(locked.secret(), Wire.chat("sandbox/echo", "hi", "")));
            assertThat(Wire.post(other.secret(), Wire.chat("sandbox/echo", "hi", "")).status())
                    .isEqualTo(200);
            assertThat(waiting).isNotDone();

            Answer answer = waiting.join();
            refused(answer, 503, "server");
            assertThat(answer.header("Retry-After")).matches("[0-9]+");
            statement.execute("rollback");
        }
        assertThat(Wire.post(locked.secret(), Wire.chat("sandbox/echo", "hi", "")).status())
                .isEqualTo(200);
    }

    private static void refused(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.body().path("error").path("code").asInt()).isEqualTo(status);
        assertThat(answer.body().path("error").path("message").asString()).isNotBlank();
        assertThat(answer.body().path("error").path("metadata").path("error_type").asString())
                .isEqualTo(type);
    }
}
