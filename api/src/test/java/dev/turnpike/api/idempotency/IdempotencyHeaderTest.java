package dev.turnpike.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.StubRequest;
import dev.turnpike.api.http.Checked;
import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.billing.idempotency.IdempotencyKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdempotencyHeaderTest {

    @Test
    void takesOneNameOrNone() {
        assertThat(read("a-1")).isEqualTo(new Passed<>(IdempotencyKey.parse("a-1")));
        assertThat(read()).isEqualTo(new Passed<>(Optional.empty()));
    }

    @Test
    void refusesASecondName() {
        assertThat(problem("a", "b"))
                .isEqualTo("Idempotency-Key must be given once: a call has one name.");
        assertThat(problem("a", "a")).startsWith("Idempotency-Key must be given once");
        assertThat(problem("a b")).startsWith("Idempotency-Key must be 1 to");
    }

    private static String problem(String... values) {
        return switch (read(values)) {
            case Refused<Optional<IdempotencyKey>>(var error) -> error.message();
            case Passed<Optional<IdempotencyKey>> _ -> "no problem";
        };
    }

    private static Checked<Optional<IdempotencyKey>> read(String... values) {
        return IdempotencyHeader.read(StubRequest.withHeader("Idempotency-Key", values));
    }
}
