package dev.octet.compare.label;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.OctetException;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Classes by the folder that a sample lies in. Where all folders are called by whole numbers, those are the classes;
 * else classes are numbered from 0 in the order of the folders' names.
 */
public final class ClassFolders {
    private ClassFolders() {}

    /** Whether every sample lies in a folder, and there are at least two. */
    public static boolean areIn(DataSource data) {
        Set<String> names = names(data);
        return names.size() > 1 && !names.contains("");
    }

    /**
     * The samples with their classes.
     *
     * @throws OctetException of kind INVALID_DATA if there are no class folders
     */
    public static DataSource label(DataSource data) {
        if (!areIn(data)) {
            throw OctetException.invalidData("Expected one folder a class in the data, got %s in %d folders"
                    .formatted(data.description(), names(data).size()));
        }
        Map<String, Long> classes = classes(names(data));
        List<Sample> labelled = new ArrayList<>();
        for (Sample sample : data) {
            long number = classes.getOrDefault(sample.group(), 0L);
            labelled.add(new LabelledSample(sample, Tensor.ofLongs(Shape.SCALAR, number)));
        }
        return DataSource.of(labelled, data.description());
    }

    private static Set<String> names(DataSource data) {
        Set<String> names = new TreeSet<>();
        data.forEach(sample -> names.add(sample.group()));
        return names;
    }

    private static Map<String, Long> classes(Set<String> names) {
        boolean numbers = names.stream().allMatch(name -> name.matches("\\d{1,9}"));
        Map<String, Long> classes = new HashMap<>();
        for (String name : names) {
            classes.put(name, numbers ? Long.parseLong(name) : classes.size());
        }
        return classes;
    }
}
