package dev.turnpike.billing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the few operations that are not confined to one account, and says why they may cross.
 *
 * <p>Everything else names its account first, and the database enforces it row by row.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AcrossAccounts {
    /** Why there is no single account here. */
    String value();
}
