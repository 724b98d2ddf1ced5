package dev.turnpike.billing.topups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.Member;
import dev.turnpike.billing.accounts.MemberId;
import dev.turnpike.billing.credits.Customer;
import dev.turnpike.billing.credits.CustomersInMemory;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.credits.SavedCard;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.topups.TopUpSetting.CardMissing;
import dev.turnpike.billing.topups.TopUpSetting.Flawed;
import dev.turnpike.billing.topups.TopUpSetting.NotOffered;
import dev.turnpike.billing.topups.TopUpSetting.SwitchedOn;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopUpSettingTest {

    private static final AccountId ACME = new AccountId(new UUID(1, 2));
    private static final Instant NOW = Instant.parse("2026-11-22T17:05:00Z");
    private static final Member ADA =
            new Member(MemberId.next(), ACME, "subject-ada", "ada@acme.example", "Ada", NOW);
    private static final TopUpTerms TERMS =
            new TopUpTerms(Usd.parse("10"), Usd.parse("20"), Usd.parse("100"));

    private final CustomersInMemory customers = new CustomersInMemory();
    private final TopUpsInMemory topUps = new TopUpsInMemory();
    private final TopUpBook book =
            new TopUpBook(
                    topUps,
                    unused(Purchases.class),
                    unused(Ledger.class),
                    InstantSource.fixed(NOW));

    @BeforeEach
    void adaHasACard() {
        customers.save(ACME, new SavedCard("pm_1", "visa", "4242", 12, 2040));
    }

    @Test
    void switchesItOn() {
        assertThat(setting(true).create(ADA, TERMS)).isEqualTo(new SwitchedOn());

        assertThat(topUps.find(ACME)).contains(AutoTopUp.on(ACME, TERMS, "ada@acme.example", NOW));
    }

    @Test
    void changesNothingWhenTheTermsDoNotFit() {
        TopUpTerms wrong = new TopUpTerms(Usd.parse("10"), Usd.parse("20"), Usd.parse("19"));

        assertThat(setting(true).create(ADA, wrong))
                .isEqualTo(new Flawed(Set.of(TopUpTerms.Flaw.CEILING_BELOW_AMOUNT)));
        assertThat(topUps.find(ACME)).isEmpty();
    }

    @Test
    void needsACard() {
        customers.keepCard(customers.find(ACME).orElseThrow(), null);

        assertThat(setting(true).create(ADA, TERMS)).isEqualTo(new CardMissing());
        assertThat(topUps.find(ACME)).isEmpty();
    }

    @Test
    void isNotOfferedWhereTaxIsAdded() {
        assertThat(setting(false).create(ADA, TERMS)).isEqualTo(new NotOffered());
        assertThat(topUps.find(ACME)).isEmpty();
    }

    @Test
    void switchesItOffAndKeepsTheTerms() {
        setting(true).create(ADA, TERMS);

        setting(true).switchOff(ACME);

        assertThat(topUps.find(ACME)).map(AutoTopUp::isOn).contains(false);
        assertThat(topUps.find(ACME)).map(AutoTopUp::isStopped).contains(false);
        assertThat(topUps.find(ACME)).map(AutoTopUp::terms).contains(TERMS);
    }

    @Test
    void goesOffWithTheLastCard() {
        setting(true).create(ADA, TERMS);

        assertThat(setting(true).removeCard(ACME)).isEmpty();

        assertThat(topUps.find(ACME)).map(AutoTopUp::isOn).contains(false);
        assertThat(customers.find(ACME)).map(Customer::card).isEmpty();
    }

    @Test
    void goesOffWithACardWhenNobodySaysWhetherThereIsAnotherOne() {
        setting(true).create(ADA, TERMS);
        customers.goBlind();

        assertThat(setting(true).removeCard(ACME)).isEmpty();

        assertThat(topUps.find(ACME)).map(AutoTopUp::isOn).contains(false);
        assertThat(customers.find(ACME)).map(Customer::card).isEmpty();
    }

    private TopUpSetting setting(boolean isOffered) {
        return new TopUpSetting(customers, customers.desk(), book, new TopUpOffer(isOffered));
    }

    private static <T> T unused(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, _) -> {
                            throw new UnsupportedOperationException(method.getName());
                        }));
    }
}
