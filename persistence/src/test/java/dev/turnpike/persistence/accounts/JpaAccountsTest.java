package dev.turnpike.persistence.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.Accounts;
import dev.turnpike.billing.accounts.Member;
import dev.turnpike.billing.accounts.MemberId;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class JpaAccountsTest {

    private static final Accounts ACCOUNTS =
            TestDatabase.shared().keeper(Accounts.class, JpaAccounts::new);

    private final String subject = "ada-" + UUID.randomUUID();

    @Test
    void opensAnAccountWithAnEmptyWalletAndAWorkspace() {
        Member ada = ada();

        assertThat(ACCOUNTS.open(ada)).isEqualTo(ada);

        assertThat(ACCOUNTS.findMember(subject)).contains(ada);
        assertThat(World.balance(ada.account()))
                .isEqualTo(new Balance(Usd.ZERO, Usd.ZERO, Usd.ZERO));
        assertThat(
                        World.texts(
                                "select name || ' ' || is_default from workspace where account_id = '%s'"
                                        .formatted(ada.account())))
                .containsExactly("Default true");
        assertThat(ACCOUNTS.listMembers(ada.account())).containsExactly(ada);
    }

    @Test
    void knowsNobodyBeforeTheFirstSignIn() {
        assertThat(ACCOUNTS.findMember(subject)).isEmpty();
    }

    @Test
    void opensOneAccountWhenAPersonSignsInTwiceAtOnce() {
        List<Future<Member>> opened = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                opened.add(threads.submit(() -> ACCOUNTS.open(ada())));
            }
        }

        Member stored = ACCOUNTS.findMember(subject).orElseThrow();
        assertThat(opened).extracting(Future::resultNow).containsOnly(stored);
        assertThat(
                        World.texts(
                                "select account_id from member where subject = '%s'"
                                        .formatted(subject)))
                .containsExactly(stored.account().toString());
    }

    private Member ada() {
        return new Member(
                MemberId.next(), AccountId.next(), subject, "ada@acme.test", "Ada", World.NOW);
    }
}
