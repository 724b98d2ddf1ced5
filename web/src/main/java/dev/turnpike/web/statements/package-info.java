/** The statement of a month: as a page, to print, and for a spreadsheet. */
@NullMarked
package dev.turnpike.web.statements;

import org.jspecify.annotations.NullMarked;
