package dev.turnpike.journeys;

import dev.turnpike.launcher.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** What goes wrong, one thing after the other, in an order that a seed decides. */
final class Mishaps {

    enum Kind {
        SERVER_KILLED,
        SERVER_FROZEN,
        SERVER_RESTARTED,
        DATABASE_KILLED,
        DATABASE_FROZEN
    }

    /** From one mishap to the next, unless the damage takes longer to mend. */
    private static final int MIN_PAUSE_SECONDS = 15;

    private static final int MAX_PAUSE_SECONDS = 20;

    /** Some of these are longer than leases live on this stage, most are not. */
    private static final int MAX_FROZEN_SECONDS = 14;

    private static final int MAX_AWAY_SECONDS = 5;

    private final Random random;
    private final List<Kind> coming = new ArrayList<>();
    private final Map<Kind, Integer> happened = new EnumMap<>(Kind.class);
    private long began;

    Mishaps(Random random) {
        this.random = random;
    }

    /** Returns when so much time has passed, and all is mended. */
    void happenFor(Duration time) {
        began = System.nanoTime();
        long end = began + time.toNanos();
        long next = began + pause();
        while (next < end) {
            waitUntil(next);
            next = Math.max(System.nanoTime(), next + pause());
            happen(kind());
        }
        waitUntil(end);
    }

    /** How often each kind happened. */
    Map<Kind, Integer> happened() {
        return happened;
    }

    /** Each kind once in a row of five, so that a short run meets all of them. */
    private Kind kind() {
        if (coming.isEmpty()) {
            coming.addAll(List.of(Kind.values()));
            Collections.shuffle(coming, random);
        }
        return coming.removeLast();
    }

    private void happen(Kind kind) {
        Server server = random.nextBoolean() ? Stage.turnpike().server() : Stage.second();
        int frozen = 1 + random.nextInt(MAX_FROZEN_SECONDS);
        int away = random.nextInt(MAX_AWAY_SECONDS + 1);
        System.out.printf(
                "Chaos: after %d s %s (%s, frozen %d s, database away %d s)%n",
                Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                kind,
                server.url(),
                frozen,
                away);
        switch (kind) {
            case SERVER_KILLED -> {
                server.kill();
                server.start();
            }
            case SERVER_RESTARTED -> {
                server.stop();
                server.start();
            }
            case SERVER_FROZEN -> during(frozen, server::freeze, server::thaw);
            case DATABASE_FROZEN ->
                    during(
                            frozen,
                            Stage.turnpike()::freezeDatabase,
                            Stage.turnpike()::thawDatabase);
            case DATABASE_KILLED ->
                    during(away, Stage.turnpike()::killDatabase, Stage.turnpike()::startDatabase);
        }
        happened.merge(kind, 1, Integer::sum);
    }

    private static void during(int seconds, Runnable damage, Runnable repair) {
        damage.run();
        try {
            waitUntil(System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
        } finally {
            repair.run();
        }
    }

    private long pause() {
        return Duration.ofSeconds(random.nextInt(MIN_PAUSE_SECONDS, MAX_PAUSE_SECONDS + 1))
                .toNanos();
    }

    private static void waitUntil(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
