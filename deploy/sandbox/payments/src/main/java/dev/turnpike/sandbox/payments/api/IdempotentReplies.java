package dev.turnpike.sandbox.payments.api;

import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.http.HttpAnswer;
import dev.turnpike.sandbox.payments.http.HttpCall;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Answers a repeated write with the answer of the first, so that retrying never buys twice. */
public final class IdempotentReplies {

    /** What is asked under a key. */
    public record Question(String key, String fingerprint) {

        public static Question of(String key, HttpCall call, FormParameters parameters) {
            return new Question(key, sha256(call.path() + "\n" + parameters.canonical()));
        }
    }

    private final ObjectStore store;
    private final InstantSource clock;
    private final Set<String> inProgress = ConcurrentHashMap.newKeySet();

    public IdempotentReplies(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The earlier answer, a refusal, or what the work answers now. */
    public HttpAnswer once(Question question, Supplier<HttpAnswer> work) {
        if (!inProgress.add(question.key())) {
            return HttpAnswer.of(ApiError.keyInUse(question.key()));
        }
        try {
            return findEarlier(question).orElseGet(work);
        } finally {
            inProgress.remove(question.key());
        }
    }

    /** Remembers the answer in the same commit as what it speaks of. */
    void remember(Question question, HttpAnswer.Text answer, Changes changes) {
        changes.put(
                Json.object()
                        .put("id", question.key())
                        .put("object", Kind.IDEMPOTENT_REPLY.objectName())
                        .put("created", clock.instant().getEpochSecond())
                        .put("fingerprint", question.fingerprint())
                        .put("status", answer.status())
                        .put("body", answer.body()));
    }

    private Optional<HttpAnswer> findEarlier(Question question) {
        return store.find(Kind.IDEMPOTENT_REPLY, question.key())
                .map(earlier -> replay(question, earlier));
    }

    private static HttpAnswer replay(Question question, ObjectNode earlier) {
        if (!Json.textAt(earlier, "/fingerprint").equals(question.fingerprint())) {
            return HttpAnswer.of(ApiError.otherParameters(question.key()));
        }
        ObjectNode body = Json.readObject(Json.textAt(earlier, "/body"));
        return HttpAnswer.json(earlier.path("status").asInt(), body)
                .with("Idempotent-Replayed", "true");
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every JDK has SHA-256", missing);
        }
    }
}
