package dev.turnpike.sandbox.models.wire;

import dev.turnpike.sandbox.models.script.Segment;

/**
 * One token on its way to the caller.
 *
 * @param block the number of its segment within the answer
 * @param first whether it opens the segment
 * @param last whether it completes the segment
 */
public record Piece(int block, Segment segment, String token, boolean first, boolean last) {}
