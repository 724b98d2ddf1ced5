package dev.turnpike.bench.machine;

/**
 * What {@code /proc/<pid>/stat} says about the CPU time of a process.
 *
 * @param ownTicks in user and system mode, all threads
 * @param endedChildrenTicks of children that have ended and were waited for
 */
record ProcessTimes(long parent, long ownTicks, long endedChildrenTicks) {

    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    /** The name in the second field may hold blanks and brackets: fields count from its end. */
    static ProcessTimes parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcessTimes(
                Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]),
                Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]));
    }
}
