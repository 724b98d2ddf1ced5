package dev.turnpike.api.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.ledger.LedgerCheck;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BooksHealthTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void isUpWhileTheLastCheckFoundNothing() {
        BooksHealth health = checked();

        assertThat(health.report().status()).isEqualTo(200);
        assertThat(health.report().body())
                .hasToString("{\"status\":\"UP\",\"checked_at\":\"2026-03-01T12:00:00Z\"}");
    }

    @Test
    void saysHowManyMistakesThereAreAndNotWhich() {
        BooksHealth health = checked("Wallet 1 is wrong", "Wallet 2 is wrong");

        assertThat(health.report().status()).isEqualTo(503);
        assertThat(health.report().body())
                .hasToString(
                        "{\"status\":\"DOWN\",\"discrepancies\":2,\"checked_at\":\"2026-03-01T12:00:00Z\"}");
    }

    @Test
    void isDownWhenTheLastCheckIsOld() {
        BooksHealth health = checked();

        now = now.plusSeconds(180);

        assertThat(health.report().status()).isEqualTo(503);
        assertThat(health.report().body().path("discrepancies").asInt()).isZero();
    }

    @Test
    void isDownBeforeTheFirstCheck() {
        BooksHealth health = new BooksHealth(check(List.of()), () -> now);

        assertThat(health.report().status()).isEqualTo(503);
        assertThat(health.report().body().path("checked_at").isNull()).isTrue();
    }

    private BooksHealth checked(String... discrepancies) {
        LedgerCheck check = check(List.of(discrepancies));
        check.run();
        return new BooksHealth(check, () -> now);
    }

    private LedgerCheck check(List<String> discrepancies) {
        return new LedgerCheck(new FixedBooks(discrepancies), () -> now);
    }
}
