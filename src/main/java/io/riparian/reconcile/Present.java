package io.riparian.reconcile;

import io.riparian.plan.Recalled.Standing;
import io.riparian.report.PlanReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is in force and known at the moment, for those who compare something with it.
 *
 * @param judged the revision in force; empty before the first one was read
 * @param clusters what was last seen of each
 * @param plan what is about to be done anyway
 */
record Present(
    Supplier<Optional<Judged>> judged,
    Supplier<List<ClusterView>> clusters,
    Supplier<Standing> standing,
    Supplier<PlanReport> plan) {}
