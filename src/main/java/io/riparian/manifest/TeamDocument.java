package io.riparian.manifest;

import io.riparian.model.Team;

/** A team as its file says it, with its defaults as written: null there removes a cluster's. */
record TeamDocument(Team team, ConfigBlock defaults) {}
