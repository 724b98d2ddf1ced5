package dev.turnpike.billing.plans;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Names a plan. */
public record PlanId(UUID value) {

    /** The plan of every account that no operator has moved; it is always there. */
    public static final PlanId STANDARD = new PlanId(new UUID(0, 0));

    public static PlanId next() {
        return new PlanId(UuidCreator.getTimeOrderedEpochPlus1());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
