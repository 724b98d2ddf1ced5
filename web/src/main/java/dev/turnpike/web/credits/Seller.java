package dev.turnpike.web.credits;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who sells the credit: what a receipt needs to be worth something to an accountant.
 *
 * @param address line by line; empty when the operator did not set one
 */
public record Seller(String name, List<String> address) {

    /** What an installation is called whose operator did not say who it is. */
    static final String UNNAMED = "Turnpike (self-hosted)";

    public Seller {
        address = List.copyOf(address);
    }

    /** From the settings, in which a semicolon ends a line: variables hold no line breaks. */
    static Seller of(String name, String address) {
        return new Seller(
                name,
                Stream.of(address.split(";"))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList());
    }
}
