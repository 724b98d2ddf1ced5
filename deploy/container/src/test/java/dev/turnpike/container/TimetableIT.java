package dev.turnpike.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs live as long as the application; seen from outside, for its end is part of it. */
@ExtendWith(ArquillianExtension.class)
class TimetableIT {

    private static final String APPLICATION = "heartbeat";

    /** Ten times the job's pause: silence for so long is its end. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    @ArquillianResource private Deployer deployer;

    @SuppressWarnings("NullAway.Init") // Arquillian fills the field before any test.
    TimetableIT() {}

    @Deployment(name = APPLICATION, managed = false, testable = false)
    static EnterpriseArchive application() {
        return Application.withBesideBilling(Heartbeat.class);
    }

    @Test
    @RunAsClient
    void startsEveryJobWithTheApplicationAndStopsItWithIt() throws IOException {
        deployer.deploy(APPLICATION);
        await("jobs run").until(() -> heartbeats() > 1);

        deployer.undeploy(APPLICATION);
        long last = heartbeats();

        await("jobs are silent")
                .during(SILENCE)
                .atMost(SILENCE.multipliedBy(10))
                .untilAsserted(() -> assertThat(heartbeats()).isEqualTo(last));
    }

    private static long heartbeats() throws IOException {
        Path file = RealServer.turnpike().settings().state().resolve(Heartbeat.FILE);
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
