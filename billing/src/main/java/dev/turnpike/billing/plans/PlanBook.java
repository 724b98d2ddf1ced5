package dev.turnpike.billing.plans;

import java.util.List;

/** Keeps plans with every change of their rules; none is ever removed. */
public interface PlanBook {

    /** All plans as they are in force, the standard one first, then by name. */
    List<Plan> list();

    /**
     * Adds a plan; false when there is one with this name, whatever its case. The transaction is
     * still good then.
     */
    boolean add(Plan plan);

    /** Sets the rules of a plan that is there, from now on. */
    void change(Plan plan);
}
