package dev.turnpike.web.catalog;

import java.util.List;
import java.util.stream.Stream;

/** The same request in one language, ready to be copied. */
public record CodeSample(String language, String code) {

    private static final String CURL =
            """
            curl {apiBase}/chat/completions \\
              -H "Authorization: Bearer $TURNPIKE_API_KEY" \\
              -H "Content-Type: application/json" \\
              -d '{"model": "{model}", "messages": [{"role": "user", "content": "Hello!"}]}'
            """;

    private static final String PYTHON =
            """
            import os
            from openai import OpenAI

            client = OpenAI(base_url="{apiBase}", api_key=os.environ["TURNPIKE_API_KEY"])
            answer = client.chat.completions.create(
                model="{model}",
                messages=[{"role": "user", "content": "Hello!"}],
            )
            print(answer.choices[0].message.content)
            """;

    private static final String JAVASCRIPT =
            """
            import OpenAI from "openai";

            const client = new OpenAI({
              baseURL: "{apiBase}",
              apiKey: process.env.TURNPIKE_API_KEY,
            });
            const answer = await client.chat.completions.create({
              model: "{model}",
              messages: [{ role: "user", content: "Hello!" }],
            });
            console.log(answer.choices[0].message.content);
            """;

    private static final String JAVA =
            """
            OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl("{apiBase}")
                .apiKey(System.getenv("TURNPIKE_API_KEY"))
                .build();
            ChatCompletion answer = client.chat().completions().create(
                ChatCompletionCreateParams.builder()
                    .model("{model}")
                    .addUserMessage("Hello!")
                    .build());
            answer.choices().getFirst().message().content().ifPresent(IO::println);
            """;

    /** All languages, the shortest first. */
    public static List<CodeSample> all(String apiBase, String model) {
        return Stream.of(
                        new CodeSample("curl", CURL),
                        new CodeSample("Python", PYTHON),
                        new CodeSample("JavaScript", JAVASCRIPT),
                        new CodeSample("Java", JAVA))
                .map(sample -> sample.with(apiBase, model))
                .toList();
    }

    private CodeSample with(String apiBase, String model) {
        return new CodeSample(
                language, code.replace("{apiBase}", apiBase).replace("{model}", model));
    }
}
