package dev.turnpike.bench.load;

import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What came back from a load of streams.
 *
 * @param finished streams with all their chunks and the end mark
 * @param held the most that were open at one moment
 * @param chunks that arrived, over all streams
 * @param firstChunks from sending the request to the first chunk, in nanoseconds
 * @param delays from the model's sending of a chunk to its arrival here, in nanoseconds
 */
public record StreamTally(
        long finished,
        long failed,
        Optional<String> firstFailure,
        int held,
        long chunks,
        Histogram firstChunks,
        Histogram delays) {}
