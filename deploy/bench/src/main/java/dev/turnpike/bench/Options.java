package dev.turnpike.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param save the name under which the table is kept among the results
 */
record Options(boolean quick, Optional<String> save) {

    static final String USAGE =
            """
            usage: deploy/bin/bench [--quick] [--save NAME]
              --quick      a few seconds for each load, to see whether everything works
              --save NAME  also write the table to deploy/bench/results/NAME.md""";

    /** Empty when the arguments make no sense. */
    static Optional<Options> parse(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        boolean quick = false;
        Optional<String> save = Optional.empty();
        while (!rest.isEmpty()) {
            String word = rest.remove();
            if (word.equals("--quick")) {
                quick = true;
            } else if (word.equals("--save") && isName(rest.peek())) {
                save = Optional.of(rest.remove());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Options(quick, save));
    }

    Plan plan() {
        return quick ? Plan.quick() : Plan.full();
    }

    /** A file name that cannot leave its folder. */
    private static boolean isName(@Nullable String word) {
        return word != null && word.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,60}");
    }
}
