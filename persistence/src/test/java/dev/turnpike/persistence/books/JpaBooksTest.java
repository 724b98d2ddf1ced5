package dev.turnpike.persistence.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.books.AccountSum;
import dev.turnpike.billing.books.Books;
import dev.turnpike.billing.books.NodeLeases;
import dev.turnpike.billing.books.Totals;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Other tests move money in the same database, so what is looked at here is what is added. */
class JpaBooksTest {

    private static final Books BOOKS = TestDatabase.shared().keeper(Books.class, JpaBooks::new);

    /** Every node that lives in a world of tests. */
    private static final int ALL = 10_000;

    private final UUID node = UUID.randomUUID();

    @AfterEach
    void removeTheNode() {
        World.execute(
                """
                update wallet set held_nanos = held_nanos - amount_nanos
                from lease where budget_id = wallet.account_id and node_id = '%1$s';
                delete from lease where node_id = '%1$s';
                delete from node where node_id = '%1$s'
                """
                        .formatted(node));
    }

    @Test
    void addsUpTheWalletsOfAllTenants() {
        Totals before = BOOKS.totals();

        World.tenant(Usd.parse("2.50"));
        World.tenant(Usd.parse("0.000000001"));

        assertThat(BOOKS.totals().wallets().posted().minus(before.wallets().posted()))
                .isEqualTo(Usd.parse("2.500000001"));
    }

    @Test
    void addsUpEveryLedgerAccountToNothing() {
        Usd before = sum("payment_clearing");

        World.tenant(Usd.parse("3"));

        assertThat(sum("payment_clearing")).isEqualTo(before.minus(Usd.parse("3")));
        assertThat(BOOKS.listSums().stream().map(AccountSum::sum).reduce(Usd.ZERO, Usd::plus))
                .isEqualTo(Usd.ZERO);
    }

    @Test
    void showsWhatALivingServerHasBeenLentOutOfWallets() {
        Totals before = BOOKS.totals();
        AccountId acme = lend(Usd.parse("1"));
        World.execute(
                "insert into node values ('%s', now() + interval '1 minute', now() - interval '1 hour')"
                        .formatted(node));
        World.execute(
                "insert into lease values (gen_random_uuid(), '%s', '%s', 7)"
                        .formatted(node, acme));

        NodeLeases shown = shown();

        assertThat(shown.alive()).isTrue();
        assertThat(shown.leases()).isEqualTo(2);
        assertThat(shown.amount()).isEqualTo(Usd.parse("1"));
        assertThat(shown.age()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(BOOKS.totals().nodes()).isEqualTo(before.nodes() + 1);
        assertThat(BOOKS.totals().leases()).isEqualTo(before.leases() + 2);
    }

    @Test
    void showsLeasesWhoseServerIsGone() {
        lend(Usd.parse("1"));

        assertThat(shown())
                .isEqualTo(new NodeLeases(new NodeId(node), null, false, 1, Usd.parse("1")));
    }

    /** A new tenant whose whole credit is lent to the node. */
    private AccountId lend(Usd credit) {
        AccountId acme = World.tenant(credit).account();
        World.execute(
                """
                update wallet set held_nanos = %3$d where account_id = '%1$s';
                insert into lease values ('%1$s', '%2$s', '%1$s', %3$d)
                """
                        .formatted(acme, node, credit.nanos()));
        return acme;
    }

    private NodeLeases shown() {
        return BOOKS.listNodes(ALL).stream()
                .filter(each -> each.node().value().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private static Usd sum(String account) {
        return BOOKS.listSums().stream()
                .filter(each -> each.account().equals(account))
                .map(AccountSum::sum)
                .findFirst()
                .orElse(Usd.ZERO);
    }
}
