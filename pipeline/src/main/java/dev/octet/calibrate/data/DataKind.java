package dev.octet.calibrate.data;

import dev.octet.calibrate.array.IdxReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that hold samples. */
public enum DataKind {
    /** One image a sample. */
    IMAGES("images", "jpg", "jpeg", "png", "bmp", "gif"),
    /** One NumPy array a sample in a folder; a single file holds one sample a row. */
    NPY("NumPy arrays", "npy"),
    /** As NPY with several named arrays. */
    NPZ("NumPy archives", "npz"),
    /** Folders {@code test_data_set_N} with {@code input_K.pb}, ONNX's own form of test data. */
    TENSORS("ONNX test data sets", "pb"),
    /** A file in the format of MNIST, one sample a row. */
    IDX("idx files"),
    /** Uncompressed sound, cut into chunks. */
    WAV("WAV files", "wav"),
    /** Rows of comma- or tab-separated cells: numbers, or texts with a tokenizer. */
    TABLES("tables", "csv", "tsv"),
    /** A JSON object a line: inputs by name, or texts with a tokenizer. */
    JSON_LINES("JSON Lines files", "jsonl", "ndjson"),
    /** A text a line, with a tokenizer. */
    TEXT("text files", "txt");

    private final String plural;
    private final String extensions;

    DataKind(String plural, String... extensions) {
        this.plural = plural;
        this.extensions = String.join(" ", extensions);
    }

    /** How to name several of them to a person. */
    public String plural() {
        return plural;
    }

    /**
     * Whether files of this kind often stand beside data of another, as labels and notes do. They count as samples only
     * where nothing else does.
     */
    boolean isIncidental() {
        return this == TABLES || this == JSON_LINES || this == TEXT;
    }

    /** The kind that a file's name stands for. */
    static Optional<DataKind> of(String fileName) {
        String extension = extension(fileName);
        for (DataKind kind : values()) {
            if (!extension.isEmpty() && List.of(kind.extensions.split(" ")).contains(extension)) {
                return Optional.of(kind);
            }
        }
        return IdxReader.isIdxName(fileName) ? Optional.of(IDX) : Optional.empty();
    }

    /** What follows the last dot, in small letters; empty where there is no dot. */
    static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
