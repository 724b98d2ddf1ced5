package dev.turnpike.bench;

/** The two ways of a call that are compared. */
enum Side {
    /** Straight from the load to the model provider. */
    DIRECT,
    /** Through the product, with everything switched on. */
    PRODUCT
}
