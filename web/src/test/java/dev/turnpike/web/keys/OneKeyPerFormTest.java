package dev.turnpike.web.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.keys.KeySecret;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.MapNotes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OneKeyPerFormTest {

    private static final KeyForm LAPTOP = new KeyForm("laptop", "", "", "", "", Map.of());
    private static final KeyForm SERVER = new KeyForm("server", "", "", "", "", Map.of());

    private final MapNotes notes = new MapNotes();
    private final AtomicInteger made = new AtomicInteger();
    private Instant now = Browser.NOW;
    private final OneKeyPerForm once = new OneKeyPerForm(notes, () -> now);

    @Test
    void showsTheSameKeyToASecondSending() {
        send("a", LAPTOP);
        send("a", LAPTOP);

        assertThat(shown()).contains(key(1));
        assertThat(made).hasValue(1);
    }

    @Test
    void showsItAlsoWhenThePageWasFetchedInBetween() {
        send("a", LAPTOP);
        assertThat(shown()).contains(key(1));
        send("a", LAPTOP);

        assertThat(shown()).contains(key(1));
        assertThat(made).hasValue(1);
    }

    @Test
    void showsNoSecretToWhoSendsItAgainLater() {
        send("a", LAPTOP);
        assertThat(shown()).contains(key(1));
        now = now.plus(Duration.ofMinutes(1));
        send("a", LAPTOP);

        assertThat(shown()).isEmpty();
        assertThat(made).hasValue(1);
    }

    @Test
    void makesAnotherKeyForAnotherFormAndForOtherWords() {
        send("a", LAPTOP);
        send("b", LAPTOP);
        send("b", SERVER);

        assertThat(shown()).contains(key(3));
    }

    @Test
    void makesAKeyForEachFormWithoutAName() {
        send("", LAPTOP);
        send("", LAPTOP);

        assertThat(made).hasValue(2);
    }

    @Test
    void letsASecondSendingWaitForTheFirst() throws Exception {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first =
                    threads.submit(
                            () ->
                                    once.make(
                                            "a",
                                            LAPTOP,
                                            () -> {
                                                making.countDown();
                                                await(goOn);
                                                return next();
                                            }));
            making.await();
            Future<?> second = threads.submit(() -> send("a", LAPTOP));
            assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            goOn.countDown();
            first.get();
            second.get();
        }

        assertThat(shown()).contains(key(1));
        assertThat(made).hasValue(1);
    }

    private void send(String form, KeyForm typed) {
        once.make(form, typed, this::next);
    }

    private FreshKey next() {
        return key(made.incrementAndGet());
    }

    private Optional<FreshKey> shown() {
        return notes.take(FreshKey.class);
    }

    private static FreshKey key(int number) {
        return new FreshKey("key " + number, new KeySecret("sk-tp-v1-000" + number));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
