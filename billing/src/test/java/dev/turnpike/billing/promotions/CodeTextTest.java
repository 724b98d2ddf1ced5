package dev.turnpike.billing.promotions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"WELCOME-10", "welcome10", " Welcome 10", "--weLC0me--1O-", "WE1COMEIO"})
    void isTheSameHoweverItIsWritten(String typed) {
        assertThat(CodeText.parse(typed).map(CodeText::canonical)).contains("WE1C0ME10");
    }

    @Test
    void isShownAsTheOperatorWroteIt() {
        assertThat(CodeText.parse("welcome-10").map(CodeText::shown)).contains("WELCOME-10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ABCDE",
                "A-B-C-D-E",
                "------",
                "WELCOMÉ10",
                "WELCOME10\u0000",
                "WELCOMEı0",
                "WELCOME_10",
                "ABCDEFGHABCDEFGHABCDEFGHABCDEFGHA",
                "A                                                              BCDEF"
            })
    void isNotJustAnything(String typed) {
        assertThat(CodeText.parse(typed)).isEmpty();
    }

    @Test
    void isMadeOfLettersThatLookLikeNoOthers() {
        var random = new Random(7);

        assertThat(Stream.generate(() -> CodeText.generate(random)).limit(1_000))
                .allMatch(
                        text -> text.shown().matches("([A-HJKMNP-Z2-9]{4}-){2}[A-HJKMNP-Z2-9]{4}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void canBeTypedAsItWasMade() {
        CodeText text = CodeText.generate(new Random(7));

        assertThat(CodeText.parse(text.shown())).contains(text);
    }
}
