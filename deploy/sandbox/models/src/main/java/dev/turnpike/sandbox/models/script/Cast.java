package dev.turnpike.sandbox.models.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All simulated models by name. */
public final class Cast {

    private static final int LIMITED_RETRY_AFTER_SECONDS = 1;

    private final Map<String, Script> scripts = new LinkedHashMap<>();
    private final FlakyScript flaky;

    public Cast(Tokens tokens) {
        Lorem lorem = new Lorem(tokens);
        flaky = new FlakyScript(lorem);
        scripts.put("echo", new EchoScript(tokens));
        scripts.put("lorem", new LoremScript(lorem));
        scripts.put("slow", new SlowScript(lorem));
        scripts.put("flaky", flaky);
        scripts.put("tools", new ToolsScript(tokens));
        scripts.put("json", new JsonScript(tokens));
        scripts.put("down", ask -> Failure.unavailable());
        scripts.put("limited", ask -> Failure.rateLimited(LIMITED_RETRY_AFTER_SECONDS));
        scripts.put("cached", new CachedScript(lorem));
        scripts.put("reasoning", new ReasoningScript(tokens));
    }

    public List<String> names() {
        return List.copyOf(scripts.keySet());
    }

    public Optional<Script> findScript(String model) {
        return Optional.ofNullable(scripts.get(model));
    }

    /** Back to the first step of every rotation, so that tests start alike. */
    public void rewind() {
        flaky.rewind();
    }
}
