package dev.turnpike.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedNameTest {

    private static final String ALL_VISIBLE = "A name is one line of characters that can be seen.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lap\0top",
                "lap\ttop",
                "laptop\nspare",
                "laptop\u0085",
                "laptop\u2028spare",
                "laptop\u2029spare",
                "lap\u200Btop",
                "laptop\u202Epots",
                "lap\u2066top",
                "lap\u00ADtop",
                "\uFEFFlaptop",
                "laptop\uDB40\uDC41",
                "\u200B",
                "\u200D",
                "\u200D \u200D",
                "\u00A0",
                "\u3164",
                "\u2800",
                "\uFE0F",
                "\u0301"
            })
    void refusesWhatCannotBeSeen(String name) {
        assertThat(new TypedName(name, 50).problem()).isEqualTo(ALL_VISIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "laptop",
                "a",
                "-",
                "CI \u00B7 nightly",
                "Jose\u0301",
                "\uD55C\uAD6D\uC5B4",
                "\u0939\u093F\u0928\u094D\u0926\u0940",
                "\u2764\uFE0F",
                "\uD83D\uDC69\u200D\uD83D\uDCBB",
                ""
            })
    void takesWhatCanBeSeen(String name) {
        assertThat(new TypedName(name, 50).problem()).isNull();
    }

    @Test
    void tellsHowLongANameMayBe() {
        assertThat(new TypedName("abc", 3).problem()).isNull();
        assertThat(new TypedName("abcd", 3).problem())
                .isEqualTo("A name has at most 3 characters; this one has 4.");
    }
}
