package dev.turnpike.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void acceptsPortsThatNobodyUses() {
        Ports ports = Ports.free();

        assertThatCode(ports::requireFree).doesNotThrowAnyException();
    }

    @Test
    void namesTheTakenPortAndTheSettingThatChangesIt() throws IOException {
        Ports free = Ports.free();
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            var ports =
                    new Ports(
                            free.product(), port, free.payments(), free.models(), free.database());

            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("TURNPIKE_KEYCLOAK_PORT");
        }
    }
}
