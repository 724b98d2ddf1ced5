package dev.turnpike.sandbox.models.stage;

/**
 * Thrown out of a handler to cut the connection on purpose.
 *
 * <p>The JDK's server closes the socket of a handler that throws; closing the exchange instead
 * would end the reply properly, with its last chunk.
 */
final class HungUp extends RuntimeException {
    HungUp(String reason) {
        super(reason);
    }
}
