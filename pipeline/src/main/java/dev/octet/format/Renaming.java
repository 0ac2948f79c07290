package dev.octet.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A file that is to get another name in its folder. */
record Renaming(Path from, Path to) {
    /**
     * Renames all files, or none. One file simply replaces the older one. Of several, the older ones are moved aside
     * first, last file first: at no moment do a new and an old file stand together under their names.
     *
     * @throws IOException if it failed; then the older files are back
     */
    static void all(List<Renaming> files) throws IOException {
        if (files.size() == 1) {
            files.get(0).replace();
            return;
        }
        List<Renaming> aside = new ArrayList<>();
        List<Path> done = new ArrayList<>();
        try {
            for (int i = files.size() - 1; i >= 0; i--) {
                moveAside(files.get(i).to(), aside);
            }
            for (Renaming file : files) {
                file.replace();
                done.add(file.to());
            }
        } catch (IOException failure) {
            takeBack(done, aside, failure);
            throw failure;
        }
        for (Renaming old : aside) {
            deleteIfPossible(old.to());
        }
    }

    /** The new files are in place whatever happens here. */
    private static void deleteIfPossible(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stillInUse) {
            file.toFile().deleteOnExit();
        }
    }

    private static void moveAside(Path file, List<Renaming> aside) throws IOException {
        if (Files.exists(file)) {
            Renaming away = new Renaming(file, WholeFiles.temporaryBeside(file));
            away.replace();
            aside.add(away);
        }
    }

    private static void takeBack(List<Path> done, List<Renaming> aside, IOException failure) {
        try {
            for (Path file : done) {
                Files.deleteIfExists(file);
            }
            for (int i = aside.size() - 1; i >= 0; i--) {
                new Renaming(aside.get(i).to(), aside.get(i).from()).replace();
            }
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }

    private void replace() throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
