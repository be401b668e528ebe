package io.riparian.model;

/**
 * A connector as Connect answered it: the stored configuration (with {@code name} and any mark) and
 * the status. {@code type} is {@code source}, {@code sink} or {@code unknown}.
 */
public record ObservedConnector(
    String name, String type, ConnectorConfig config, ConnectorStatus status) {}
