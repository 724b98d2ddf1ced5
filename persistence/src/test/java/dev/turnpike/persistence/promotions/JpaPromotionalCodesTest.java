package dev.turnpike.persistence.promotions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.Lot;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.promotions.CodeLife;
import dev.turnpike.billing.promotions.CodeText;
import dev.turnpike.billing.promotions.PromotionalCode;
import dev.turnpike.billing.promotions.PromotionalCodeId;
import dev.turnpike.billing.promotions.PromotionalCodes;
import dev.turnpike.billing.promotions.Redemption;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.ledger.Ledgers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JpaPromotionalCodesTest {

    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final PromotionalCodes CODES =
            DATABASE.keeper(PromotionalCodes.class, JpaPromotionalCodes::new);
    private static final Ledger LEDGER = DATABASE.keeper(Ledger.class, Ledgers::of);
    private static final Instant NOON = Instant.parse("2090-06-01T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2090-06-01");

    private final RedeemingServer server = new RedeemingServer(NOON);
    private final AccountId acme = World.tenant(Usd.ZERO).account();
    private final PromotionalCode code = Codes.of(Usd.parse("5"), 10, TODAY);

    @Test
    void bringsCreditThatExpires() {
        CODES.add(code);

        Redemption redemption = server.redeem(acme, code.text());

        Instant expiry = NOON.plus(Duration.ofDays(30));
        assertThat(redemption).isEqualTo(new Redemption.Redeemed(Usd.parse("5"), expiry));
        assertThat(LEDGER.listLots(acme))
                .extracting(Lot::kind, Lot::left, Lot::expiresAt)
                .containsExactly(tuple(Lot.Kind.PROMOTIONAL, Usd.parse("5"), expiry));
        assertThat(World.balance(acme).posted()).isEqualTo(Usd.parse("5"));
        assertThat(stored().uses()).isOne();
    }

    @Test
    void takesBackWhatWasNotSpentInTime() {
        Instant longAgo = Instant.parse("2020-01-01T12:00:00Z");
        PromotionalCode old = Codes.of(Usd.parse("5"), 10, LocalDate.parse("2020-01-01"));
        CODES.add(old);

        new RedeemingServer(longAgo).redeem(acme, old.text());
        assertThat(World.balance(acme).posted()).isEqualTo(Usd.parse("5"));
        Ledgers.expiry().expire();

        assertThat(World.balance(acme).posted()).isEqualTo(Usd.ZERO);
    }

    @Test
    void endsOnADayIfItIsToldSo() {
        PromotionalCode until = Codes.with(code, new CodeLife.Until(TODAY.plusDays(2)));
        CODES.add(until);

        assertThat(server.redeem(acme, until.text()))
                .isEqualTo(
                        new Redemption.Redeemed(
                                Usd.parse("5"), Instant.parse("2090-06-04T00:00:00Z")));
        assertThat(CODES.find(until.id()).orElseThrow().life()).isEqualTo(until.life());
    }

    @Test
    void isRedeemedOnceByAnAccount() {
        CODES.add(code);
        server.redeem(acme, code.text());

        assertThat(server.redeem(acme, code.text())).isEqualTo(new Redemption.AlreadyRedeemed());
        assertThat(World.balance(acme).posted()).isEqualTo(Usd.parse("5"));
    }

    @Test
    void doesNotTellWhatIsSwitchedOffFromWhatNeverWas() {
        CODES.add(code);
        assertThat(CODES.switchOff(code.id(), NOON)).isTrue();
        assertThat(CODES.switchOff(code.id(), NOON)).isFalse();

        assertThat(server.redeem(acme, code.text())).isEqualTo(new Redemption.NotValid());
        assertThat(server.redeem(acme, Codes.text())).isEqualTo(new Redemption.NotValid());
        assertThat(World.balance(acme).posted()).isEqualTo(Usd.ZERO);
        assertThat(stored().switchedOffAt()).isEqualTo(NOON);
    }

    @Test
    void canBeRedeemedToTheEndOfItsLastDay() {
        CODES.add(code);
        Instant midnight = Instant.parse("2090-06-02T00:00:00Z");

        assertThat(new RedeemingServer(midnight).redeem(acme, code.text()))
                .isEqualTo(new Redemption.TooLate(TODAY));
        assertThat(new RedeemingServer(midnight.minusNanos(1_000)).redeem(acme, code.text()))
                .isInstanceOf(Redemption.Redeemed.class);
    }

    @Test
    void isUsedUpAfterItsLastUse() {
        PromotionalCode single = Codes.of(Usd.parse("1"), 1, TODAY);
        CODES.add(single);
        server.redeem(World.tenant(Usd.ZERO).account(), single.text());

        assertThat(server.redeem(acme, single.text())).isEqualTo(new Redemption.UsedUp());
    }

    @Test
    void canBeForThoseAloneWhoHaveBought() {
        PromotionalCode forBuyers = Codes.forBuyers(code);
        CODES.add(forBuyers);

        assertThat(server.redeem(acme, forBuyers.text())).isEqualTo(new Redemption.BuyersOnly());
        World.topUp(acme, Usd.parse("10"), "pay-" + acme);
        World.execute(
                """
                insert into purchase values (gen_random_uuid(), '%1$s', 10000000000, 'CREDITED',
                    'ada@acme.test', now(), '%1$s', 'pay-%1$s', now())
                """
                        .formatted(acme));

        assertThat(server.redeem(acme, forBuyers.text())).isInstanceOf(Redemption.Redeemed.class);
    }

    @Test
    void hasATextThatNoOtherCodeCanBeTakenFor() {
        String text = Codes.text().shown() + "0";
        CODES.add(Codes.with(code, new CodeText(text)));

        PromotionalCode lookalike =
                Codes.with(
                        Codes.of(Usd.parse("1"), 1, TODAY),
                        new CodeText(text.substring(0, text.length() - 1) + "O"));

        assertThat(CODES.add(lookalike)).isFalse();
        assertThat(CODES.find(lookalike.id())).isEmpty();
    }

    @Test
    void isListedNewestFirst() {
        PromotionalCode newest = Codes.createdAt(code, Instant.parse("2999-01-01T00:00:00Z"));
        CODES.add(newest);

        assertThat(CODES.list(0, 1)).containsExactly(newest);
        assertThat(CODES.list(CODES.count(), 10)).isEmpty();
        World.execute("delete from promotional_code where code_id = '%s'".formatted(newest.id()));
    }

    @Test
    void keepsUpNobodyForLongWhenItIsLocked() throws SQLException {
        CODES.add(code);
        try (Connection stuck = DATABASE.superuser().getConnection();
                Statement statement = stuck.createStatement()) {
            stuck.setAutoCommit(false);
            statement.execute(
                    "update promotional_code set uses = uses where code_id = '%s'"
                            .formatted(code.id()));

            assertThat(server.redeem(acme, code.text())).isEqualTo(new Redemption.Busy());
            stuck.rollback();
        }

        assertThat(server.redeem(acme, code.text())).isInstanceOf(Redemption.Redeemed.class);
    }

    @Test
    void isNotUsedWhenItsCreditCannotBePosted() {
        CODES.add(code);
        LEDGER.grantPromotion(
                acme, Usd.parse("1"), "code-" + code.id() + "-" + acme, NOON.plusSeconds(60));

        assertThatThrownBy(() -> server.redeem(acme, code.text()))
                .hasMessageContaining("without its redemption");

        assertThat(stored().uses()).isZero();
        assertThat(World.balance(acme).posted()).isEqualTo(Usd.parse("1"));
    }

    @Test
    void isCheckedWithTheBooks() {
        CODES.add(code);
        World.execute(
                """
                update promotional_code set uses = 2 where code_id = '%1$s';
                insert into redemption values ('%1$s', '%2$s', now())
                """
                        .formatted(code.id(), acme));

        assertThat(World.discrepancies())
                .contains(
                        "Code %s shows 2 uses, its redemptions are 1".formatted(code.id()),
                        "Code %s is redeemed by account %s, but the journal has no credit for that of 5000000000"
                                .formatted(code.id(), acme));

        World.execute(
                """
                alter table redemption disable trigger immutable;
                delete from redemption where code_id = '%1$s';
                alter table redemption enable trigger immutable;
                update promotional_code set uses = 0 where code_id = '%1$s'
                """
                        .formatted(code.id()));
    }

    private PromotionalCode stored() {
        return CODES.find(code.id()).orElseThrow();
    }

    /** Codes of which no two tests make the same. */
    static final class Codes {

        private Codes() {}

        static CodeText text() {
            return new CodeText(
                    UUID.randomUUID()
                            .toString()
                            .replace("-", "")
                            .substring(0, 20)
                            .toUpperCase(Locale.ROOT));
        }

        static PromotionalCode of(Usd amount, int uses, LocalDate lastDay) {
            return new PromotionalCode(
                    new PromotionalCodeId(UUID.randomUUID()),
                    text(),
                    amount,
                    uses,
                    0,
                    lastDay,
                    new CodeLife.Days(30),
                    false,
                    "for a conference",
                    "op@turnpike.test",
                    Instant.now().truncatedTo(ChronoUnit.MICROS),
                    null);
        }

        static PromotionalCode with(PromotionalCode code, CodeLife life) {
            return copy(code, code.text(), life, code.buyersOnly(), code.createdAt());
        }

        static PromotionalCode with(PromotionalCode code, CodeText text) {
            return copy(code, text, code.life(), code.buyersOnly(), code.createdAt());
        }

        static PromotionalCode forBuyers(PromotionalCode code) {
            return copy(code, code.text(), code.life(), true, code.createdAt());
        }

        static PromotionalCode createdAt(PromotionalCode code, Instant at) {
            return copy(code, code.text(), code.life(), code.buyersOnly(), at);
        }

        private static PromotionalCode copy(
                PromotionalCode code, CodeText text, CodeLife life, boolean forBuyers, Instant at) {
            return new PromotionalCode(
                    code.id(),
                    text,
                    code.amount(),
                    code.maxUses(),
                    code.uses(),
                    code.lastDay(),
                    life,
                    forBuyers,
                    code.note(),
                    code.createdBy(),
                    at,
                    code.switchedOffAt());
        }
    }
}
