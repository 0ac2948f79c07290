package dev.octet;

import dev.octet.testing.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A text file of the project that people wrote.
 *
 * @param path relative to the project root, with {@code /}
 * @param lines its text
 */
record SourceFile(String path, List<String> lines) {
    private static final Pattern TEXT = Pattern.compile("(?s).*\\.(java|py|proto|xml|md|ya?ml|sh|properties|config)"
            + "|(.*/)?(octet|run|\\.gitignore|\\.gitattributes)");
    private static final Pattern SKIPPED_FOLDER = Pattern.compile("target|\\.(?!ci$|mvn$|github$).*");

    /** All of them, in the order of their paths. */
    static List<SourceFile> all() {
        Path root = ProjectFolder.root();
        List<SourceFile> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return !folder.equals(root)
                                    && SKIPPED_FOLDER
                                            .matcher(folder.getFileName().toString())
                                            .matches()
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String path = root.relativize(file).toString().replace('\\', '/');
                    if (attributes.isRegularFile() && TEXT.matcher(path).matches()) {
                        files.add(new SourceFile(path, Files.readAllLines(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort((a, b) -> a.path().compareTo(b.path()));
        return List.copyOf(files);
    }

    boolean isJava() {
        return path.endsWith(".java");
    }

    /** Program text, as opposed to prose. */
    boolean isCode() {
        return !path.endsWith(".md");
    }

    /** The folder's path, without a slash at the end. */
    String folder() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** The lines in which a pattern is found, as {@code path:number: text}. */
    List<String> find(Pattern pattern) {
        return IntStream.range(0, lines.size())
                .filter(i -> pattern.matcher(lines.get(i)).find())
                .mapToObj(i -> path + ":" + (i + 1) + ": " + lines.get(i).strip())
                .toList();
    }
}
