package dev.turnpike.billing.pricelists.wire;

import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.PriceList;
import dev.turnpike.billing.pricelists.PriceListReader;
import jakarta.inject.Singleton;
import java.time.LocalDate;

/** Reads each format; bounded in bytes, depth and rows. */
@Singleton
public class JsonPriceLists implements PriceListReader {

    @Override
    public Reading read(ListFormat format, byte[] bytes, LocalDate today) {
        try {
            return new Reading.Read(list(format, bytes, today));
        } catch (UnreadableListException e) {
            return new Reading.Unreadable(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // What a stranger published must not stop whoever reads: a defect of ours is told like
            // one of the list.
            return new Reading.Unreadable("our reader failed: " + e);
        }
    }

    private static PriceList list(ListFormat format, byte[] bytes, LocalDate today) {
        return switch (format) {
            case GENAI_PRICES -> GenaiPricesReader.read(bytes, today);
            case LITELLM -> LitellmReader.read(bytes);
            case OPENROUTER -> OpenrouterReader.read(bytes);
        };
    }
}
