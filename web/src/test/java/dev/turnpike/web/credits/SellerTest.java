package dev.turnpike.web.credits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SellerTest {

    @Test
    void endsALineAtASemicolon() {
        assertThat(Seller.of("Acme", " 1 Toll Road ;; 12345 Bridgetown").address())
                .containsExactly("1 Toll Road", "12345 Bridgetown");
    }

    @Test
    void needsNoAddress() {
        assertThat(Seller.of(Seller.UNNAMED, "").address()).isEmpty();
    }
}
