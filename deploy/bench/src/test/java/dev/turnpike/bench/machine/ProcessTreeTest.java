package dev.turnpike.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessTreeTest {

    private static final String STAT =
            "4711 (a (bad) name) S 42 4711 4711 0 -1 4194560 8134 9 0 0 250 50 3 4 20 0 61 0 8152"
                    + " 123456 789 18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0";

    @Test
    void readsTimesBehindANameWithBlanksAndBrackets() {
        assertThat(ProcessTimes.parse(STAT)).isEqualTo(new ProcessTimes(42, 300, 7));
    }

    @Test
    void readsResidentMemory() {
        assertThat(ProcessTree.residentMebibytes("VmHWM:\t  900000 kB\nVmRSS:\t  524288 kB\n"))
                .isEqualTo(512);
    }

    @Test
    void readsARunningProcess() {
        var self = new ProcessTree(ProcessHandle.current().pid());

        assertThat(self.cpu()).isPositive();
        assertThat(self.residentMebibytes()).isPositive();
    }

    @Test
    void findsTheParent() {
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();

        assertThat(ProcessTree.ofParentOf(ProcessHandle.current().pid()))
                .isEqualTo(new ProcessTree(parent.pid()));
    }
}
