package dev.turnpike.container;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Supplier;

/**
 * Looks on from a transaction of its own, whatever else is open. A bean apart from {@link UseCase},
 * because the container lets a bean's calls of itself pass without looking.
 */
@Singleton
class Bystander {

    @Transactional(TxType.REQUIRES_NEW)
    <T> T sees(Supplier<T> view) {
        return view.get();
    }
}
