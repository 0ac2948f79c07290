package dev.octet.place;

import java.util.function.Predicate;

/**
 * Something that has to hold for a node to have an integer form.
 *
 * @param name the requirement as a statement, such as {@code alpha is 1}; where it does not hold, the report says so
 * @param holds the test
 */
public record Requirement(String name, Predicate<Site> holds) {}
