package dev.octet;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * How long a method is, from its annotations to its closing brace, as the compiler's parser sees it.
 *
 * @param where the file and the line of the first character
 */
record MethodSize(String where, String name, int lines) {

    static List<MethodSize> of(SourceFile file) {
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return String.join("\n", file.lines());
                    }
                };
        JavacTask task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, problem -> {}, null, null, List.of(source));
        List<MethodSize> sizes = new ArrayList<>();
        try {
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(file, unit, positions, sizes).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(sizes);
    }

    @Override
    public String toString() {
        return where + ": " + name + " has " + lines + " lines";
    }

    private static final class Scanner extends TreeScanner<Void, Void> {
        private final SourceFile file;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<MethodSize> sizes;

        Scanner(SourceFile file, CompilationUnitTree unit, SourcePositions positions, List<MethodSize> sizes) {
            this.file = file;
            this.unit = unit;
            this.positions = positions;
            this.sizes = sizes;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
            long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
            sizes.add(new MethodSize(file.path() + ":" + first, method.getName().toString(), (int) (last - first + 1)));
            return super.visitMethod(method, null);
        }
    }
}
