package dev.turnpike.web.keys;

import dev.turnpike.billing.keys.KeySecret;

/**
 * A key that was just made, kept from the form to the one page that shows it.
 *
 * @param secret nowhere but in the session; the note that carries it is taken, not read
 */
public record FreshKey(String name, KeySecret secret) {}
