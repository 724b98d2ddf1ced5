package dev.turnpike.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.web.page.CsrfFilter;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.PreMatching;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WiringTest {

    /** A filter that is bound to a name stands before those pages alone that bear the name. */
    @Test
    void looksAtTheTokenOfEveryForm() {
        assertThat(Wiring.PROVIDERS).contains(CsrfFilter.class);
        assertThat(Stream.of(CsrfFilter.class.getAnnotations()))
                .noneMatch(it -> it.annotationType().isAnnotationPresent(NameBinding.class));
        assertThat(CsrfFilter.class.isAnnotationPresent(PreMatching.class)).isFalse();
    }
}
