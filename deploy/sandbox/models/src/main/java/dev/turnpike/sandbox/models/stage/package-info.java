/** Performs answers over HTTP: pacing, faults on demand, and counting who came and who left. */
@NullMarked
package dev.turnpike.sandbox.models.stage;

import org.jspecify.annotations.NullMarked;
