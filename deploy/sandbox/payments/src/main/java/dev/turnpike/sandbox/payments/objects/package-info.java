/**
 * What the sandbox keeps: the objects in Stripe's own form, the commits that change them, the
 * journal.
 */
@NullMarked
package dev.turnpike.sandbox.payments.objects;

import org.jspecify.annotations.NullMarked;
