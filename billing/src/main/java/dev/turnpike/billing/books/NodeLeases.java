package dev.turnpike.billing.books;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.NodeId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one server has been lent.
 *
 * @param age since when it is known; null when it is gone and only its leases are left
 * @param alive whether it has renewed them in time; those of one that has not are about to end
 * @param leases how many, of wallets and of keys' limits
 * @param amount what it was lent out of wallets
 */
public record NodeLeases(
        NodeId node, @Nullable Duration age, boolean alive, long leases, Usd amount) {}
