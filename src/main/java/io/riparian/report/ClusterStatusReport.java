package io.riparian.report;

import java.util.List;

/**
 * One cluster as people ask for it.
 *
 * @param reachable whether the last look was answered
 * @param problem why not, or empty
 * @param activity what is being done with it at the moment, and since when; empty when nothing is
 * @param lastLook when it was last looked at, RFC 3339, or empty
 * @param attempted the commit it was walked with the last time, or empty
 * @param applied the newest commit of which nothing was left to do here, or empty
 * @param deferrals what holds back the whole cluster
 */
public record ClusterStatusReport(
    String name,
    String mode,
    boolean reachable,
    String problem,
    String activity,
    String version,
    String kafkaClusterId,
    String lastLook,
    String lastFullLook,
    String attempted,
    String applied,
    int connectors,
    int managed,
    int pending,
    int drifted,
    int deferred,
    int unmanaged,
    List<PlanReport.DeferralReport> deferrals) {}
