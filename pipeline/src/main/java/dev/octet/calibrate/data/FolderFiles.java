package dev.octet.calibrate.data;

import dev.octet.calibrate.image.PreprocessingYaml;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files below a folder in the order of their names, hidden ones left out.
 *
 * @param folder the folder
 * @param names paths relative to it, with {@code /} on every system
 */
record FolderFiles(Path folder, List<String> names) {
    static FolderFiles of(Path folder) {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !isHidden(name) && !name.endsWith(PreprocessingYaml.FILE_NAME))
                    .sorted(Comparator.naturalOrder())
                    .toList();
            return new FolderFiles(folder, names);
        } catch (IOException | UncheckedIOException failure) {
            throw new OctetException(
                    Kind.FILE, "Cannot list the folder %s: %s".formatted(folder, failure.getMessage()), failure);
        }
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.contains("/.") || name.startsWith("__MACOSX/");
    }

    /** The names by kind, in the order of the kinds; files that are none are left out. */
    Map<DataKind, List<NamedFile>> byKind() {
        Map<DataKind, List<NamedFile>> kinds = new TreeMap<>();
        for (String name : names) {
            DataKind.of(name)
                    .ifPresent(kind -> kinds.computeIfAbsent(kind, key -> new ArrayList<>())
                            .add(new NamedFile(name, folder.resolve(name))));
        }
        return kinds;
    }

    /** What is there by ending, for an error: {@code 12 .webp, 3 .txt}. */
    String summary() {
        Map<String, Long> counts =
                names.stream().collect(Collectors.groupingBy(DataKind::extension, TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? "no files"
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue()
                                + (entry.getKey().isEmpty() ? " without ending" : " ." + entry.getKey()))
                        .collect(Collectors.joining(", "));
    }
}
