package dev.turnpike.persistence.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.keys.KeyPepper;
import dev.turnpike.billing.keys.KeyRecognition;
import dev.turnpike.billing.keys.KeyRejected;
import dev.turnpike.billing.keys.KeyRejected.Reason;
import dev.turnpike.billing.keys.KeySecret;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.FastDatabase;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whoever guesses keys does not make the database work. */
class GuessingTest {

    private static final Pool POOL = TestDatabase.shared().appPool(2);

    private final AtomicInteger statements = new AtomicInteger();
    private final KeyPepper pepper = new KeyPepper(new byte[32]);
    private final SecureRandom random = new SecureRandom();
    private final KeyRecognition recognition = new KeyRecognition(keys(), pepper, () -> World.NOW);

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void aKeyOfOursIsOneStatementForManyCalls() {
        KeySecret secret = pepper.issue(random);
        Caller ada = World.tenant(Usd.ZERO);
        World.execute(
                "update api_key set digest = '%s' where key_id = '%s'"
                        .formatted(pepper.digest(secret).hex(), ada.key()));

        assertThat(recognition.recognise(secret.text()))
                .isInstanceOfSatisfying(
                        Caller.class, it -> assertThat(it.account()).isEqualTo(ada.account()));
        recognition.recognise(secret.text());

        assertThat(statements).hasValue(1);
    }

    @Test
    void aThousandGuessesAreNoStatement() {
        byte[] anotherSecret = new byte[32];
        anotherSecret[0] = 1;
        var guesser = new KeyPepper(anotherSecret);
        String mistyped = pepper.issue(random).text() + "x";

        for (int i = 0; i < 1_000; i++) {
            assertThat(recognition.recognise(guesser.issue(random).text()))
                    .isEqualTo(new KeyRejected(Reason.UNKNOWN));
            assertThat(recognition.recognise(mistyped.substring(1 + i % 8)))
                    .isEqualTo(new KeyRejected(Reason.MALFORMED));
        }

        assertThat(statements).hasValue(0);
    }

    private ApiKeys keys() {
        var lookup = new KeyLookup(new FastDatabase(counted(POOL.dataSource())));
        return TestDatabase.shared()
                .keeper(ApiKeys.class, tenants -> new JpaApiKeys(tenants, lookup));
    }

    /** Each connection that is taken from it runs one statement. */
    private DataSource counted(DataSource real) {
        return (DataSource)
                Proxy.newProxyInstance(
                        DataSource.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (_, method, arguments) -> {
                            statements.incrementAndGet();
                            return method.invoke(real, arguments);
                        });
    }
}
