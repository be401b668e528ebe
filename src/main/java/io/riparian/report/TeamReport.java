package io.riparian.report;

import java.util.List;

/** One team as people ask for it: what it may name, where, and how its connectors stand. */
public record TeamReport(
    String name,
    boolean standing,
    List<String> prefixes,
    List<String> names,
    List<String> clusters,
    int connectors,
    int refused,
    int brokenFiles) {}
