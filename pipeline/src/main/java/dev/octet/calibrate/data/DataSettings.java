package dev.octet.calibrate.data;

import dev.octet.calibrate.image.Preprocessing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How to read a folder or file of samples.
 *
 * @param kind which kind of files to take, where a folder holds several; recognized without it
 * @param preprocessing what overrides the {@code preprocessing.yaml} beside the data
 * @param tokenizer a {@code tokenizer.json}; without it the one beside the data
 * @param maxLength tokens that texts are cut at; where the tokenizer says it, if empty
 * @param columns columns of tables or keys of JSON Lines to take: names, numbers from 1, or {@code 2-785}
 * @param pairs whether two columns of text are one sample; else each is one
 * @param chunk moments of sound a sample; without it what the model takes, or the whole recording
 * @param sampleRate moments a second that recordings have to have
 */
public record DataSettings(
        Optional<DataKind> kind,
        Preprocessing preprocessing,
        Optional<Path> tokenizer,
        OptionalInt maxLength,
        List<String> columns,
        boolean pairs,
        OptionalInt chunk,
        OptionalInt sampleRate) {
    /** Checks the ranges and copies the list. */
    public DataSettings {
        columns = List.copyOf(columns);
        requirePositive("a maximal length", maxLength);
        requirePositive("a chunk", chunk);
        requirePositive("a sample rate", sampleRate);
    }

    private static void requirePositive(String what, OptionalInt number) {
        if (number.isPresent() && number.getAsInt() < 1) {
            throw new IllegalArgumentException("Expected %s of 1 or more, got %d".formatted(what, number.getAsInt()));
        }
    }

    /** Recognize the kind, and follow the files beside the data. */
    public static DataSettings defaults() {
        return new DataSettings(
                Optional.empty(),
                Preprocessing.NONE,
                Optional.empty(),
                OptionalInt.empty(),
                List.of(),
                false,
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    /** These settings for one kind of files only. */
    public DataSettings withKind(DataKind only) {
        return new DataSettings(
                Optional.of(only), preprocessing, tokenizer, maxLength, columns, pairs, chunk, sampleRate);
    }

    /** These settings with other preprocessing. */
    public DataSettings withPreprocessing(Preprocessing other) {
        return new DataSettings(kind, other, tokenizer, maxLength, columns, pairs, chunk, sampleRate);
    }

    /** These settings with a tokenizer. */
    public DataSettings withTokenizer(Path file) {
        return new DataSettings(kind, preprocessing, Optional.of(file), maxLength, columns, pairs, chunk, sampleRate);
    }

    /** These settings with texts cut at a number of tokens. */
    public DataSettings withMaxLength(int tokens) {
        return new DataSettings(
                kind, preprocessing, tokenizer, OptionalInt.of(tokens), columns, pairs, chunk, sampleRate);
    }

    /** These settings with a choice of columns. */
    public DataSettings withColumns(List<String> names) {
        return new DataSettings(kind, preprocessing, tokenizer, maxLength, names, pairs, chunk, sampleRate);
    }

    /** These settings with pairs of texts as samples, or not. */
    public DataSettings withPairs(boolean together) {
        return new DataSettings(kind, preprocessing, tokenizer, maxLength, columns, together, chunk, sampleRate);
    }

    /** These settings with so many moments of sound a sample. */
    public DataSettings withChunk(int moments) {
        return new DataSettings(
                kind, preprocessing, tokenizer, maxLength, columns, pairs, OptionalInt.of(moments), sampleRate);
    }

    /** These settings refusing recordings of another sample rate. */
    public DataSettings withSampleRate(int momentsPerSecond) {
        return new DataSettings(
                kind, preprocessing, tokenizer, maxLength, columns, pairs, chunk, OptionalInt.of(momentsPerSecond));
    }
}
