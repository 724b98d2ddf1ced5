package dev.turnpike.sandbox.models.wire;

/** Writes one answer as server-sent events; used by one thread, in the order of its methods. */
public interface Frames {

    String opening();

    String piece(Piece piece);

    String closing();

    /** An error told inside the stream, after which nothing comes. */
    String breakdown();
}
