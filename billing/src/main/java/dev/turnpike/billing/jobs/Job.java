package dev.turnpike.billing.jobs;

import java.time.Duration;

/**
 * Something that runs by itself, again and again; every bean of this type is put on the timetable.
 */
public interface Job {

    /** The pause between the end of one run and the start of the next. */
    Duration pause();

    /** The time from the start of the application to the first run. */
    default Duration firstPause() {
        return pause();
    }

    /** One run. An exception is logged and does not stop the runs to come. */
    void run();
}
