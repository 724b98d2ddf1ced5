package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.StripeCollection;
import com.stripe.model.checkout.Session;
import com.stripe.param.EventListParams;
import com.stripe.param.checkout.SessionListParams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists come newest first, in pages, and filtered as at Stripe. */
class ListingTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void pagesForwardsAndBackwards() throws StripeException {
        List<String> newestFirst = openFive();

        StripeCollection<Session> second =
                list(SessionListParams.builder().setLimit(2L).setStartingAfter(newestFirst.get(1)));
        StripeCollection<Session> first =
                list(SessionListParams.builder().setLimit(2L).setEndingBefore(newestFirst.get(2)));

        assertThat(ids(second)).isEqualTo(newestFirst.subList(2, 4));
        assertThat(second.getHasMore()).isTrue();
        assertThat(ids(first)).isEqualTo(newestFirst.subList(0, 2));
        assertThat(first.getHasMore()).isFalse();
    }

    @Test
    void pagesBackwardsFromTheCursorAndNotFromTheTop() throws StripeException {
        List<String> newestFirst = openFive();

        StripeCollection<Session> page =
                list(SessionListParams.builder().setLimit(2L).setEndingBefore(newestFirst.get(3)));

        assertThat(ids(page)).isEqualTo(newestFirst.subList(1, 3));
        assertThat(page.getHasMore()).isTrue();
    }

    @Test
    void takesACursorThatTheFilterLeavesOut() throws StripeException {
        List<String> newestFirst = openFive();
        world.pay(newestFirst.get(2), World.GOOD_CARD);
        var open = SessionListParams.Status.OPEN;

        StripeCollection<Session> older =
                list(
                        SessionListParams.builder()
                                .setStatus(open)
                                .setStartingAfter(newestFirst.get(2)));
        StripeCollection<Session> newer =
                list(
                        SessionListParams.builder()
                                .setStatus(open)
                                .setEndingBefore(newestFirst.get(2)));

        assertThat(ids(older)).isEqualTo(newestFirst.subList(3, 5));
        assertThat(ids(newer)).isEqualTo(newestFirst.subList(0, 2));
    }

    @Test
    void walksThroughAllPages() throws StripeException {
        List<String> newestFirst = openFive();

        var walked = new ArrayList<String>();
        list(SessionListParams.builder().setLimit(2L))
                .autoPagingIterable()
                .forEach(session -> walked.add(session.getId()));

        assertThat(walked).isEqualTo(newestFirst);
    }

    @Test
    void filtersByTime() throws StripeException {
        world.openCheckout();
        world.clock.advance(Duration.ofMinutes(10));
        Session late = world.openCheckout();

        var found =
                list(
                        SessionListParams.builder()
                                .setCreated(
                                        SessionListParams.Created.builder()
                                                .setGte(late.getCreated())
                                                .build()));

        assertThat(ids(found)).containsExactly(late.getId());
    }

    @Test
    void filtersEventsByType() throws StripeException {
        world.pay(world.openCheckout().getId(), World.GOOD_CARD);

        var found =
                world.stripe
                        .v1()
                        .events()
                        .list(
                                EventListParams.builder()
                                        .setType("checkout.session.completed")
                                        .build());

        assertThat(found.getData())
                .extracting(Event::getType)
                .containsExactly("checkout.session.completed");
    }

    @Test
    void expandsInsideAList() throws StripeException {
        world.openCheckout();

        var found = list(SessionListParams.builder().addExpand("data.line_items"));

        assertThat(found.getData().getFirst().getLineItems().getData()).hasSize(1);
    }

    @Test
    void listsTheLinesOfACheckout() throws StripeException {
        String id = world.openCheckout().getId();

        var lines = world.stripe.v1().checkout().sessions().lineItems().list(id);

        assertThat(lines.getData().getFirst().getDescription()).isEqualTo("Credit <$10>");
    }

    private List<String> openFive() throws StripeException {
        var newestFirst = new ArrayList<String>();
        for (int opened = 0; opened < 5; opened++) {
            newestFirst.addFirst(world.openCheckout().getId());
        }
        return newestFirst;
    }

    private StripeCollection<Session> list(SessionListParams.Builder asked) throws StripeException {
        return world.stripe.v1().checkout().sessions().list(asked.build());
    }

    private static List<String> ids(StripeCollection<Session> sessions) {
        return sessions.getData().stream().map(Session::getId).toList();
    }
}
