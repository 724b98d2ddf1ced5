package dev.turnpike.sandbox.models.stage;

import dev.turnpike.sandbox.models.script.Failure;
import dev.turnpike.sandbox.models.script.Pace;
import dev.turnpike.sandbox.models.wire.Dialect;
import dev.turnpike.sandbox.models.wire.Frames;
import dev.turnpike.sandbox.models.wire.Piece;
import java.io.IOException;
import java.time.Duration;

/** Gives one scene to one caller, whole or in pieces, and stops when the caller has left. */
final class Show {

    private static final String NOT_JSON = "this is not JSON {\"simulated\":";

    private final Reply reply;
    private final Dialect dialect;
    private final Scene scene;
    private final Pace pace;

    Show(Reply reply, Dialect dialect, Scene scene) {
        this.reply = reply;
        this.dialect = dialect;
        this.scene = scene;
        this.pace = scene.pace();
    }

    /**
     * Blocks until the answer is out.
     *
     * @throws IOException when the caller is gone
     * @throws HungUp when the scene ends with a cut connection
     */
    void give() throws IOException {
        if (scene.performance().ask().delivery().stream()) {
            stream();
        } else {
            whole();
        }
    }

    private void whole() throws IOException {
        pause(pace.spokenIn(scene.performance().usage().completion()));
        String body = dialect.whole(scene.performance()).toString();
        if (scene.garbage()) {
            reply.send(200, NOT_JSON);
        } else if (scene.errorAfter().isPresent()) {
            reply.fail(Failure.broken());
        } else if (scene.disconnectAfter().isPresent()) {
            reply.sendHalf(body);
            throw new HungUp("half a body was wanted");
        } else {
            reply.send(200, body);
        }
    }

    private void stream() throws IOException {
        Frames frames = dialect.frames(scene.performance());
        Reply.EventOutput out = reply.openStream();
        out.write(frames.opening());
        if (scene.garbage()) {
            out.write("data: " + NOT_JSON + "\n\n");
            out.end();
            return;
        }
        out.write(speak(frames, out) ? frames.closing() : frames.breakdown());
        out.end();
    }

    /** False when the scene wants the answer to break down on the way. */
    private boolean speak(Frames frames, Reply.EventOutput out) throws IOException {
        pause(pace.beforeFirst());
        int spoken = 0;
        for (Piece piece : scene.performance().pieces()) {
            if (isOver(spoken)) {
                return false;
            }
            pause(spoken == 0 ? Duration.ZERO : pace.between());
            out.write(frames.piece(piece));
            spoken++;
        }
        return !isOver(spoken);
    }

    private boolean isOver(int spoken) {
        if (scene.disconnectsAt(spoken)) {
            throw new HungUp("a cut after " + spoken + " tokens was wanted");
        }
        return scene.breaksDownAt(spoken);
    }

    static void pause(Duration duration) {
        if (duration.isZero()) {
            return;
        }
        try {
            Thread.sleep(duration);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new HungUp("the sandbox is closing");
        }
    }
}
