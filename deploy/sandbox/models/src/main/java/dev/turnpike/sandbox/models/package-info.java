/** Stands in for model providers, so that Turnpike runs and is tested without any outside key. */
@NullMarked
package dev.turnpike.sandbox.models;

import org.jspecify.annotations.NullMarked;
