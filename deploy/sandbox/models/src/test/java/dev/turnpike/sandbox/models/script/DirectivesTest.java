package dev.turnpike.sandbox.models.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectivesTest {

    @Test
    void readsAllDirectivesOfAText() {
        Directives read = Directives.read("say [sandbox tokens=20 no_usage] it [sandbox empty]");

        assertThat(read.find(Directive.TOKENS)).hasValue(20);
        assertThat(read.has(Directive.NO_USAGE)).isTrue();
        assertThat(read.has(Directive.EMPTY)).isTrue();
        assertThat(read.has(Directive.GARBAGE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokens", "tokens=-1", "tokens=x", "empty=1", "status=200", "what"})
    void refusesWhatItDoesNotKnow(String word) {
        assertThatThrownBy(() -> Directives.read("[sandbox " + word + "]"))
                .isInstanceOf(Directives.UnknownDirective.class)
                .hasMessageContaining(word);
    }

    @Test
    void takesDirectivesOutOfAText() {
        assertThat(Directives.without("hello [sandbox empty]")).isEqualTo("hello");
    }
}
