package dev.octet.format;

import com.google.protobuf.CodedOutputStream;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.tensor.TensorData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes ONNX models. The same model gives the same bytes.
 *
 * <p>Weights go from where they are to the file in pieces, never through a copy of the whole.
 */
public final class OnnxWriter {
    /** Weights above this go into external data by themselves: room for all else below the format's 2 GiB. */
    private static final long INLINE_LIMIT = 1_800_000_000L;

    private static final int BUFFER = 1 << 16;

    private OnnxWriter() {}

    /** Writes a model with {@link WriteOptions#defaults()}. */
    public static long write(Model model, Path file) {
        return write(model, file, WriteOptions.defaults());
    }

    /**
     * Writes a model to a file and, where the options say so, its weights to {@code <file>.data} beside it. The files
     * appear whole or not at all, and replace older ones; the model may have been read from these.
     *
     * @return number of bytes written, in both files together
     * @throws OctetException of kind {@link Kind#FILE} if a file cannot be written; of kind {@link Kind#CONFIGURATION}
     *     if the model does not fit into one file and the options forbid a second; of kind {@link Kind#CANCELLED} if
     *     the thread is interrupted
     */
    public static long write(Model model, Path file, WriteOptions options) {
        return write(model, file, options, WriteListener.NONE);
    }

    /**
     * As {@link #write(Model, Path, WriteOptions)}, telling how far it is.
     *
     * @param listener is told after each piece; an exception that it throws ends the writing, and no file appears
     */
    public static long write(Model model, Path file, WriteOptions options, WriteListener listener) {
        if (file.getFileName() == null) {
            throw OctetException.configuration("Expected the name of a file to write, got '%s'".formatted(file));
        }
        Path dataFile = file.resolveSibling(file.getFileName() + ".data");
        try (WholeFiles files = new WholeFiles()) {
            Optional<DataLayout> layout = needsData(model, options)
                    ? Optional.of(new DataLayout(model, dataFile.getFileName().toString()))
                            .filter(placed -> !placed.isEmpty())
                    : Optional.empty();
            ModelWriter writer = new ModelWriter(
                    model, layout.<Placement>map(placed -> placed).orElse(Placement.INLINE));
            WatchedBytes watched = new WatchedBytes(
                    writer.size() + layout.map(DataLayout::size).orElse(0L), listener);
            long size = 0;
            if (layout.isPresent()) {
                size = files.write(dataFile, channel -> layout.get().writeTo(watched.on(channel)));
            }
            size += files.write(file, channel -> write(writer, Channels.newOutputStream(watched.on(channel))));
            files.publish();
            return size;
        } catch (IOException failure) {
            throw FileErrors.unwritable(file, failure);
        }
    }

    static boolean needsData(Model model, WriteOptions options) {
        return switch (options.externalData()) {
            case NEVER -> false;
            case ALWAYS -> true;
            case WHEN_NEEDED ->
                Weights.of(model).stream().mapToLong(TensorData::byteSize).sum() > INLINE_LIMIT;
        };
    }

    /**
     * Writes a model with all its weights to a stream, which stays open.
     *
     * @throws OctetException of kind {@link Kind#CONFIGURATION} if the model has 2 GiB or more
     */
    public static void writeTo(Model model, OutputStream stream) throws IOException {
        write(new ModelWriter(model, Placement.INLINE), stream);
    }

    private static void write(ModelWriter writer, OutputStream stream) throws IOException {
        CodedOutputStream output = CodedOutputStream.newInstance(stream, BUFFER);
        writer.write(output);
        output.flush();
    }

    /**
     * The model with all its weights as bytes.
     *
     * @throws OctetException of kind {@link Kind#CONFIGURATION} if the model has 2 GiB or more
     */
    public static byte[] toBytes(Model model) {
        return new ModelWriter(model, Placement.INLINE).toBytes();
    }
}
