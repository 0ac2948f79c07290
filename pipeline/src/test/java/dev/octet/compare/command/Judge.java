package dev.octet.compare.command;

import dev.octet.calibrate.array.NpzReader;
import dev.octet.tensor.Tensor;
import dev.octet.testing.ClassPlace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a user might write as a metric: a program that reads archives of arrays and prints a number, or does not. */
public final class Judge {
    private Judge() {}

    /** The command that starts this program, behaving in some way. */
    public static MetricCommand command(String name, String behaviour, boolean higherIsBetter) {
        List<String> words = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                classPath(),
                Judge.class.getName(),
                behaviour);
        return new MetricCommand(name, words, higherIsBetter, Duration.ofSeconds(behaviour.equals("sleep") ? 1 : 60));
    }

    private static String classPath() {
        return Stream.of(Judge.class, NpzReader.class)
                .map(ClassPlace::of)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        switch (arguments[0]) {
            case "right" -> System.out.println(right(array(arguments[1], "y"), array(arguments[3], "labels")));
            case "distance" ->
                System.out.println(distance(
                        array(arguments[1], "y").toFloats(),
                        array(arguments[2], "y").toFloats()));
            case "arrays" -> {
                System.err.println(NpzReader.read(Path.of(arguments[1])) + " " + (arguments.length - 1));
                System.exit(3);
            }
            case "sleep" -> Thread.sleep(60_000);
            default -> System.out.println("about right");
        }
    }

    private static Tensor array(String archive, String name) throws IOException {
        return Objects.requireNonNull(NpzReader.read(Path.of(archive)).get(name));
    }

    /** Share of rows whose largest score is at the label. */
    private static double right(Tensor scores, Tensor labels) {
        long[] right = labels.toLongs();
        float[] all = scores.toFloats();
        int classes = all.length / right.length;
        int count = 0;
        for (int row = 0; row < right.length; row++) {
            int best = 0;
            for (int i = 1; i < classes; i++) {
                best = all[row * classes + i] > all[row * classes + best] ? i : best;
            }
            count += best == right[row] ? 1 : 0;
        }
        return (double) count / right.length;
    }

    private static double distance(float[] one, float[] other) {
        double largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs((double) one[i] - other[i]));
        }
        return largest;
    }
}
