package dev.turnpike.persistence.usage;

import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** The units that a call used, one column for each class; all null when nothing was delivered. */
@Embeddable
record TokenColumns(
        @Column(name = "input_count") long input,
        @Column(name = "cache_read_count") long cacheRead,
        @Column(name = "cache_write_5m_count") long cacheWrite5m,
        @Column(name = "cache_write_1h_count") long cacheWrite1h,
        @Column(name = "output_count") long output,
        @Column(name = "reasoning_count") long reasoning,
        @Column(name = "audio_in_count") long audioIn,
        @Column(name = "audio_out_count") long audioOut,
        @Column(name = "image_in_count") long imageIn,
        @Column(name = "image_out_count") long imageOut,
        @Column(name = "per_request_count") long perRequest,
        @Column(name = "per_image_count") @Nullable Long perImage,
        @Column(name = "per_second_count") @Nullable Long perSecond,
        @Column(name = "per_search_count") @Nullable Long perSearch) {

    TokenCounts toCounts() {
        return TokenCounts.NONE
                .with(TokenClass.INPUT, input)
                .with(TokenClass.CACHE_READ, cacheRead)
                .with(TokenClass.CACHE_WRITE_5M, cacheWrite5m)
                .with(TokenClass.CACHE_WRITE_1H, cacheWrite1h)
                .with(TokenClass.OUTPUT, output)
                .with(TokenClass.REASONING, reasoning)
                .with(TokenClass.AUDIO_IN, audioIn)
                .with(TokenClass.AUDIO_OUT, audioOut)
                .with(TokenClass.IMAGE_IN, imageIn)
                .with(TokenClass.IMAGE_OUT, imageOut)
                .with(TokenClass.REQUEST, perRequest)
                .with(TokenClass.IMAGE, orNone(perImage))
                .with(TokenClass.SECOND, orNone(perSecond))
                .with(TokenClass.SEARCH, orNone(perSearch));
    }

    /** Few calls use any, so nothing is written for none. */
    private static long orNone(@Nullable Long count) {
        return count == null ? 0 : count;
    }
}
