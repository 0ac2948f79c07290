package dev.octet.compare.metric;

import dev.octet.error.OctetException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds a {@link Metric} of the user's own by the name of its class. */
public final class MetricClass {
    private MetricClass() {}

    /**
     * A metric that may be given to a comparison. Whatever it throws is told as a failure of this metric.
     *
     * @param name the full name of a class with a public constructor without parameters
     * @param classPath jars and folders to look in, besides where Octet's own classes come from
     * @throws OctetException of kind CONFIGURATION if there is no such class or it is no metric
     */
    public static Metric load(String name, List<Path> classPath) {
        // Never closed: a metric may load further classes for as long as it is used.
        ClassLoader loader = new URLClassLoader(urls(classPath), MetricClass.class.getClassLoader());
        try {
            Class<?> found = Class.forName(name, true, loader);
            if (!Metric.class.isAssignableFrom(found)) {
                throw OctetException.configuration(
                        "Expected class '%s' to implement %s, but it does not".formatted(name, Metric.class.getName()));
            }
            return new GuardedMetric((Metric) found.getConstructor().newInstance(), name);
        } catch (ClassNotFoundException missing) {
            throw OctetException.configuration(
                    "There is no class '%s' in %s. Expected its full name, as in org.example.Map"
                            .formatted(name, classPath.isEmpty() ? "the class path; give --class-path" : classPath));
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException unusable) {
            throw OctetException.configuration(
                    "Expected class '%s' to be public, not abstract, with a public constructor without parameters"
                            .formatted(name));
        } catch (InvocationTargetException failure) {
            throw OctetException.configuration(
                    "Metric class '%s' cannot be made: %s".formatted(name, failure.getCause()));
        } catch (LinkageError failure) {
            throw OctetException.configuration("Metric class '%s' cannot be loaded: %s".formatted(name, failure));
        }
    }

    private static URL[] urls(List<Path> classPath) {
        List<URL> urls = new ArrayList<>();
        for (Path path : classPath) {
            if (!Files.exists(path)) {
                throw OctetException.configuration(
                        "Expected a jar or a folder of classes at %s, found nothing there".formatted(path));
            }
            try {
                urls.add(path.toUri().toURL());
            } catch (MalformedURLException impossible) {
                throw new IllegalStateException("A path of the default file system has a URL", impossible);
            }
        }
        return urls.toArray(URL[]::new);
    }
}
