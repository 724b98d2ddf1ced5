package dev.turnpike.persistence.statements;

import dev.turnpike.billing.statements.MonthlyStatements;
import dev.turnpike.persistence.TestDatabase;

/** The port of this package, for the tests of its neighbours. */
public final class Statements {

    private Statements() {}

    public static MonthlyStatements monthly() {
        return TestDatabase.shared().keeper(MonthlyStatements.class, JpaMonthlyStatements::new);
    }
}
