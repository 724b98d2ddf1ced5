package dev.turnpike.web.page;

import java.util.List;

/**
 * Which part of a long list a page shows.
 *
 * @param number the page, counted from one
 * @param total how many entries the whole list has
 */
public record Paging(int number, int total) {

    /** Entries on a page: a screen and a half on a desk, a few flicks on a phone. */
    static final int SIZE = 25;

    /** No list of ours has a page number of more digits, and these still fit an int. */
    private static final int MOST_DIGITS = 9;

    /**
     * The page that an address asks for. Beyond the end that is the last page; what is no page
     * number at all is the first.
     */
    public static Paging of(String asked, int total) {
        Paging first = new Paging(1, total);
        return new Paging(Math.clamp(parse(asked), 1, first.last()), total);
    }

    /** The entries of this page. */
    public <T> List<T> cut(List<T> all) {
        return all.subList((number - 1) * SIZE, to());
    }

    /** The number of the last page. */
    public int last() {
        return Math.max(1, Math.ceilDiv(total, SIZE));
    }

    /** The place of the first entry in the whole list, counted from one; zero when it is empty. */
    public int from() {
        return Math.min(total, (number - 1) * SIZE + 1);
    }

    /** The place of the last entry in the whole list. */
    public int to() {
        return Math.min(total, number * SIZE);
    }

    private static int parse(String asked) {
        if (!asked.matches("[0-9]+")) {
            return 1;
        }
        return asked.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(asked);
    }
}
