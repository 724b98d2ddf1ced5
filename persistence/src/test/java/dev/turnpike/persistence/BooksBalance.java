package dev.turnpike.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Checks all of the books after every class of tests: whatever it did, nothing appeared, vanished
 * or was counted twice. JUnit finds it as a service.
 */
public final class BooksBalance implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext context) {
        // As the job does that runs all the time: tests leave servers behind that died.
        World.numbers("select expire_leases(?)", Integer.MAX_VALUE);
        assertThat(World.discrepancies())
                .as("what the books say after %s", context.getDisplayName())
                .isEmpty();
    }
}
