package dev.turnpike.api.gateway;

import static dev.turnpike.api.gateway.Answers.REPLY;
import static dev.turnpike.api.gateway.Answers.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.usage.Delivery;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ForeignTextTest {

    @Test
    void keepsWhatCanBeStored() {
        assertThat(ForeignText.clean("Grüße 🙂")).isEqualTo("Grüße 🙂");
        assertThat(ForeignText.clean(null)).isNull();
    }

    @Test
    void replacesWhatTheDatabaseRefuses() {
        assertThat(ForeignText.clean("a\0b\tc\u0085d\ud83de")).isEqualTo("a b c d e");
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(ForeignText.clean("🙂".repeat(300))).isEqualTo("🙂".repeat(256));
    }

    @Test
    void chargesAnAnswerWhoseProviderSendsWhatCannotBeStored() throws IOException {
        String odd = REPLY.replace("up-1", "up\\u00001").replace("stop", "st\\u0000op");
        try (World world = new World("1", StubProvider.saying(200, odd))) {
            world.call("{}");

            Delivery delivery = delivery(world.purse.settled());
            assertThat(delivery.upstreamId()).isEqualTo("up 1");
            assertThat(delivery.nativeFinishReason()).isEqualTo("st op");
        }
    }
}
