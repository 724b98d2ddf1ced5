package dev.turnpike.persistence.pricing;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.TokenClass;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The prices of a sheet or variant in pico-dollars, one column for each class; null is unknown. */
@Embeddable
record PriceColumns(
        @Column(name = "input_picos") @Nullable Long input,
        @Column(name = "cache_read_picos") @Nullable Long cacheRead,
        @Column(name = "cache_write_5m_picos") @Nullable Long cacheWrite5m,
        @Column(name = "cache_write_1h_picos") @Nullable Long cacheWrite1h,
        @Column(name = "output_picos") @Nullable Long output,
        @Column(name = "reasoning_picos") @Nullable Long reasoning,
        @Column(name = "audio_in_picos") @Nullable Long audioIn,
        @Column(name = "audio_out_picos") @Nullable Long audioOut,
        @Column(name = "image_in_picos") @Nullable Long imageIn,
        @Column(name = "image_out_picos") @Nullable Long imageOut,
        @Column(name = "per_request_picos") @Nullable Long perRequest,
        @Column(name = "per_image_picos") @Nullable Long perImage,
        @Column(name = "per_second_picos") @Nullable Long perSecond,
        @Column(name = "per_search_picos") @Nullable Long perSearch) {

    static PriceColumns of(PriceSheet sheet) {
        return new PriceColumns(
                picos(sheet, TokenClass.INPUT),
                picos(sheet, TokenClass.CACHE_READ),
                picos(sheet, TokenClass.CACHE_WRITE_5M),
                picos(sheet, TokenClass.CACHE_WRITE_1H),
                picos(sheet, TokenClass.OUTPUT),
                picos(sheet, TokenClass.REASONING),
                picos(sheet, TokenClass.AUDIO_IN),
                picos(sheet, TokenClass.AUDIO_OUT),
                picos(sheet, TokenClass.IMAGE_IN),
                picos(sheet, TokenClass.IMAGE_OUT),
                picos(sheet, TokenClass.REQUEST),
                picos(sheet, TokenClass.IMAGE),
                picos(sheet, TokenClass.SECOND),
                picos(sheet, TokenClass.SEARCH));
    }

    Map<TokenClass, UnitPrice> toPrices() {
        Map<TokenClass, UnitPrice> prices = new EnumMap<>(TokenClass.class);
        for (TokenClass tokenClass : TokenClass.values()) {
            Long picos = picos(tokenClass);
            if (picos != null) {
                prices.put(tokenClass, new UnitPrice(picos));
            }
        }
        return prices;
    }

    private @Nullable Long picos(TokenClass tokenClass) {
        return switch (tokenClass) {
            case INPUT -> input;
            case CACHE_READ -> cacheRead;
            case CACHE_WRITE_5M -> cacheWrite5m;
            case CACHE_WRITE_1H -> cacheWrite1h;
            case OUTPUT -> output;
            case REASONING -> reasoning;
            case AUDIO_IN -> audioIn;
            case AUDIO_OUT -> audioOut;
            case IMAGE_IN -> imageIn;
            case IMAGE_OUT -> imageOut;
            case REQUEST -> perRequest;
            case IMAGE -> perImage;
            case SECOND -> perSecond;
            case SEARCH -> perSearch;
        };
    }

    private static @Nullable Long picos(PriceSheet sheet, TokenClass tokenClass) {
        UnitPrice price = sheet.listed(tokenClass);
        return price == null ? null : price.picos();
    }
}
