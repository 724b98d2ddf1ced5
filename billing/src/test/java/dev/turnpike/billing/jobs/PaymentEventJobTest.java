package dev.turnpike.billing.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.credits.EventsOfASilentProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaymentEventJobTest {

    private static final Logger LOG = Logger.getLogger(PaymentEventJob.class.getName());

    private final List<LogRecord> said = new ArrayList<>();
    private final Handler listener =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    said.add(line);
                }

                @Override
                public void flush() {
                    // Nothing is held back.
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
    private final EventsOfASilentProvider provider = new EventsOfASilentProvider();
    private final PaymentEventJob job = new PaymentEventJob(provider.desk());

    @BeforeEach
    void listen() {
        LOG.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(listener);
    }

    @Test
    void saysOnceThatThePaymentProviderIsAwayAndOnceThatItIsBack() {
        provider.isAway(true);
        job.run();
        job.run();
        job.run();
        provider.isAway(false);
        job.run();
        job.run();

        assertThat(said).hasSize(2);
        assertThat(said).allSatisfy(line -> assertThat(line.getThrown()).isNull());
        assertThat(said.getLast().getMessage()).contains("answers again");
    }
}
