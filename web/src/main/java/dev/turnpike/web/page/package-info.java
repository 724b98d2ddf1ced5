/**
 * What every page shares: rendering, the frame around it, who is looking, notes, headers, errors.
 */
@NullMarked
package dev.turnpike.web.page;

import org.jspecify.annotations.NullMarked;
