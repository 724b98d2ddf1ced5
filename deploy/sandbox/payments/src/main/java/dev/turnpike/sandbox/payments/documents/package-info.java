/** What a buyer keeps: receipts and invoices to read and to print. */
@NullMarked
package dev.turnpike.sandbox.payments.documents;

import org.jspecify.annotations.NullMarked;
