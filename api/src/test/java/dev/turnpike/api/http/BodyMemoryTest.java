package dev.turnpike.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {

    private static final long GIB = 1024L * 1024 * 1024;

    private final BodyMemory memory = new BodyMemory(8 * GIB);

    @Test
    void oneAccountMayTakeAnEighthOfTheHeap() {
        try (BodyMemory.Part first = part(1);
                BodyMemory.Part second = part(1);
                BodyMemory.Part other = part(2)) {
            assertThat(first.resize(GIB - 1)).isTrue();
            assertThat(second.resize(2)).isFalse();
            assertThat(second.resize(1)).isTrue();
            assertThat(other.resize(1)).isTrue();
        }
    }

    @Test
    void allAccountsMayTakeAQuarterOfTheHeap() {
        try (BodyMemory.Part first = part(1);
                BodyMemory.Part second = part(2);
                BodyMemory.Part third = part(3)) {
            assertThat(first.resize(GIB)).isTrue();
            assertThat(second.resize(GIB - 1)).isTrue();
            assertThat(third.resize(2)).isFalse();
            assertThat(third.resize(1)).isTrue();
            assertThat(memory.taken()).isEqualTo(2 * GIB);
        }
        assertThat(memory.taken()).isZero();
    }

    @Test
    void whoShowsNoKeyMayTakeLittle() {
        try (BodyMemory.Part first = memory.partOfStranger();
                BodyMemory.Part second = memory.partOfStranger()) {
            assertThat(first.resize(32L * 1024 * 1024)).isTrue();
            assertThat(second.resize(1)).isFalse();
        }
    }

    @Test
    void whatWasRefusedTakesNothing() {
        try (BodyMemory.Part first = part(1);
                BodyMemory.Part second = part(1)) {
            assertThat(first.resize(GIB + 1)).isFalse();
            assertThat(memory.taken()).isZero();
            assertThat(first.resize(5)).isTrue();
            assertThat(first.resize(GIB + 1)).isFalse();
            assertThat(memory.taken()).isEqualTo(5);
            assertThat(second.resize(GIB - 5)).isTrue();
        }
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        BodyMemory.Part first = part(1);
        assertThat(first.resize(GIB)).isTrue();
        assertThat(first.resize(GIB / 2)).isTrue();
        assertThat(memory.taken()).isEqualTo(GIB / 2);
        first.close();
        first.close();

        assertThat(memory.taken()).isZero();
        try (BodyMemory.Part second = part(1)) {
            assertThat(second.resize(GIB)).isTrue();
        }
    }

    @Test
    void theHeaviestBodyFitsIntoTheSmallestIdleServer() {
        try (BodyMemory.Part part = new BodyMemory(1).part(account(1))) {
            assertThat(part.resize(BodyWeight.MAX)).isTrue();
            assertThat(part.resize(BodyWeight.MAX + 1)).isFalse();
        }
    }

    @Test
    void countsRightForManyAtOnce() {
        AtomicLong most = new AtomicLong();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 4_000; i++) {
                int account = i % 5;
                threads.execute(
                        () -> {
                            try (BodyMemory.Part part = part(account)) {
                                for (long size = 1; size < GIB; size *= 3) {
                                    var _ = part.resize(size);
                                    most.accumulateAndGet(memory.taken(), Math::max);
                                }
                                var _ = part.resize(7);
                            }
                        });
            }
        }
        assertThat(most.get()).isBetween(GIB / 3, 2 * GIB);
        assertThat(memory.taken()).isZero();
    }

    private BodyMemory.Part part(int account) {
        return memory.part(account(account));
    }

    private static AccountId account(int number) {
        return new AccountId(new UUID(0, number));
    }
}
