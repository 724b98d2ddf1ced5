package dev.turnpike.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.spending.Spending;
import dev.turnpike.billing.usage.CallDetails;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database keeps accounts apart, also over connections that many use in turn. */
@ExtendWith(ArquillianExtension.class)
class TenancyIT {

    /** More than either pool has connections (24 and 32), so that each is used again. */
    private static final int MORE_THAN_THE_POOLS = 40;

    private static final String ROWS =
            """
            select (select count(*) from account) + (select count(*) from member)
                 + (select count(*) from api_key) + (select count(*) from key_spending)
                 + (select count(*) from wallet) + (select count(*) from journal_entry)
                 + (select count(*) from workspace) + (select count(*) from spending_limit)
            """;
    private static final String ROWS_OF_OTHERS =
            """
            select (select count(*) from api_key where account_id <> :account)
                 + (select count(*) from wallet where account_id <> :account)
            """;
    private static final String CONNECTION = "select pg_backend_pid()";

    @Inject private UseCase useCase;
    @Inject private Tenants tenants;
    @Inject private FastPool fastPool;
    @Inject private TenantScope scope;
    @Inject private ApiKeys keys;
    @Inject private Spending spending;

    private Caller ada;
    private Caller bob;

    @SuppressWarnings("NullAway.Init") // See openTwoAccounts.
    TenancyIT() {}

    @Deployment
    static EnterpriseArchive application() {
        return Application.with(TenancyIT.class, UseCase.class, Tenants.class, FastPool.class);
    }

    @BeforeEach
    void openTwoAccounts() {
        ada = tenants.tenant("ada");
        bob = tenants.tenant("bob");
    }

    @Test
    void showsAnAccountNothingOfAnother() {
        assertThat(useCase.<Long>inTransaction(() -> rowsOfOthers(ada.account()))).isZero();
        assertThat(keys.list(ada.account())).singleElement().matches(k -> k.id().equals(ada.key()));
        assertThat(keys.find(ada.account(), bob.key())).isEmpty();
    }

    @Test
    void showsNothingAsLongAsNoAccountIsNamed() {
        assertThat(useCase.<Long>inTransaction(() -> number(scope.withoutAccount(), ROWS)))
                .isZero();
    }

    @Test
    void forgetsTheAccountWhenTheConnectionGoesBack() {
        Set<Long> adas = new HashSet<>();
        Set<Long> nobodys = new HashSet<>();

        for (int i = 0; i < MORE_THAN_THE_POOLS; i++) {
            adas.add(
                    useCase.<Long>inTransaction(() -> number(scope.of(ada.account()), CONNECTION)));
            useCase.inTransaction(
                    () -> {
                        nobodys.add(number(scope.withoutAccount(), CONNECTION));
                        assertThat(number(scope.withoutAccount(), ROWS)).isZero();
                        return true;
                    });
        }

        assertThat(nobodys).as("connections that were Ada's before").containsAnyElementsOf(adas);
    }

    @Test
    void forgetsTheAccountOfAHold() {
        for (int i = 0; i < MORE_THAN_THE_POOLS; i++) {
            var call = new CallDetails("echo", false, null, null, null, null);
            assertThat(spending.reserve(ada, call, Usd.parse("0.01")))
                    .isInstanceOf(Reservation.class);
            assertThat(fastPool.number(ROWS)).isZero();
        }
    }

    @Test
    void keepsAccountsApartWhenMoreAskThanThereAreConnections()
            throws ExecutionException, InterruptedException {
        List<Future<Long>> strangeRows = new ArrayList<>();

        try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MORE_THAN_THE_POOLS; i++) {
                AccountId account = i % 2 == 0 ? ada.account() : bob.account();
                strangeRows.add(
                        requests.submit(() -> useCase.inTransaction(() -> rowsOfOthers(account))));
                strangeRows.add(
                        requests.submit(
                                () ->
                                        useCase.inTransaction(
                                                () -> number(scope.withoutAccount(), ROWS))));
            }
        }

        for (Future<Long> rows : strangeRows) {
            assertThat(rows.get()).isZero();
        }
    }

    private long rowsOfOthers(AccountId account) {
        return ((Number)
                        scope.of(account)
                                .createNativeQuery(ROWS_OF_OTHERS)
                                .setParameter("account", account.value())
                                .getSingleResult())
                .longValue();
    }

    private static long number(EntityManager database, String sql) {
        return ((Number) database.createNativeQuery(sql).getSingleResult()).longValue();
    }
}
