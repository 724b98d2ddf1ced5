package dev.turnpike.container;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/** Runs a piece of a test as a use case of the product runs: in a transaction of the container. */
@Singleton
class UseCase {

    /** What every failed use case ends with. */
    static final class Mishap extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Transactional
    <T> T inTransaction(Supplier<T> work) {
        return work.get();
    }

    /** Does all of the work, and then fails. */
    @Transactional
    void failAfter(Runnable work) {
        work.run();
        throw new Mishap();
    }
}
