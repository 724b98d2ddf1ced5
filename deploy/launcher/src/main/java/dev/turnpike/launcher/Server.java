package dev.turnpike.launcher;

import org.jspecify.annotations.Nullable;

/**
 * A server with the product in it, which may be ended and started again. Several of them may share
 * one database; people and sign-in only know the first one.
 */
public final class Server {

    private final LibertyServer liberty;
    private final Crew crew;
    private final Progress progress;
    private volatile @Nullable Part process;

    Server(LibertyServer liberty, Crew crew, Progress progress) {
        this.liberty = liberty;
        this.crew = crew;
        this.progress = progress;
    }

    /** Where this server itself answers. */
    public String url() {
        return liberty.address();
    }

    /** Its process; after a start it is another one. */
    public long pid() {
        return process().pid();
    }

    /** Starts it and waits until it answers. */
    public void start() {
        launch();
        awaitReady();
    }

    /** Starts it; does not wait. */
    void launch() {
        Part before = process;
        if (before != null && before.isAlive()) {
            throw new IllegalStateException("The server is still running");
        }
        process = liberty.start(crew, progress);
    }

    /** Programs are served from now on; whoever asks for the first page has to wait for it. */
    void awaitReady() {
        liberty.awaitReady(process());
        progress.say(liberty.title() + ": answers");
    }

    void wakePages() {
        liberty.wakePages(process());
    }

    /** Ends it as kill -9 does. */
    public void kill() {
        process().kill();
    }

    /** Ends it in order. */
    public void stop() {
        process().askToStop();
        process().awaitStop(Crew.PATIENCE);
    }

    /** Lets it do nothing, as an overloaded machine does, until it is told to go on. */
    public void freeze() {
        process().freeze();
    }

    /** Lets it go on. */
    public void thaw() {
        process().thaw();
    }

    private Part process() {
        Part running = process;
        if (running == null) {
            throw new IllegalStateException("The server was not started yet");
        }
        return running;
    }
}
