package dev.turnpike.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.NotedResponse;
import dev.turnpike.api.StubRequest;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneMethodServletTest {

    @ParameterizedTest
    @CsvSource({"GET, GET", "GET, HEAD", "POST, POST"})
    void answersItsMethod(String known, String asked) throws Exception {
        assertThat(answer(known, asked).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, POST, 'GET, HEAD'",
        "GET, DELETE, 'GET, HEAD'",
        "GET, OPTIONS, 'GET, HEAD'",
        "POST, GET, POST",
        "POST, HEAD, POST",
        "POST, TRACE, POST",
        "POST, INVENTED, POST"
    })
    void answersAnotherMethodWithOurOwnError(String known, String asked, String allowed)
            throws Exception {
        NotedResponse reply = answer(known, asked);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo(allowed);
        assertThat(reply.body())
                .startsWith("{\"error\":{\"code\":405,\"message\":\"Send a " + known + ": ")
                .contains("#method_not_allowed");
    }

    private static NotedResponse answer(String known, String asked)
            throws ServletException, IOException {
        NotedResponse reply = new NotedResponse();
        new Answering(known).service(StubRequest.withMethod(asked), reply.servletResponse());
        return reply;
    }

    /** Answers its method with 200. */
    private static final class Answering extends OneMethodServlet {

        private static final long serialVersionUID = 1L;

        Answering(String method) {
            super(method);
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(200);
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(200);
        }
    }
}
