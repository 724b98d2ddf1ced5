package dev.turnpike.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** The five TCP ports that the parts of the product listen on, all on the loopback interface. */
public record Ports(int product, int keycloak, int payments, int models, int database) {

    static final Ports DEFAULT = new Ports(8080, 8081, 8082, 8083, 8084);

    /** One port with the words in which a person is told about it. */
    record Named(int number, String purpose, String setting) {}

    /** Five ports that nobody uses at this moment: for tests, which run beside each other. */
    public static Ports free() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> numbers = held.stream().map(ServerSocket::getLocalPort).toList();
            return new Ports(
                    numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } finally {
            held.forEach(Ports::release);
        }
    }

    List<Named> named() {
        return List.of(
                new Named(product, "the product itself", "TURNPIKE_HTTP_PORT"),
                new Named(keycloak, "Keycloak, the sign-in", "TURNPIKE_KEYCLOAK_PORT"),
                new Named(payments, "the payment sandbox", "TURNPIKE_SANDBOX_PAYMENTS_PORT"),
                new Named(models, "the model sandbox", "TURNPIKE_SANDBOX_MODELS_PORT"),
                new Named(database, "PostgreSQL", "TURNPIKE_DB_PORT"));
    }

    /** Throws {@link CannotStart} for the first port that somebody else listens on. */
    void requireFree() {
        for (Named port : named()) {
            if (isTaken(port.number())) {
                throw new CannotStart(
                        "Port %d, needed for %s, is taken: stop the program that listens on it, or choose another port with %s=<port>."
                                .formatted(port.number(), port.purpose(), port.setting()));
            }
        }
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            // As servers do: connections that are merely fading away do not make a port taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
