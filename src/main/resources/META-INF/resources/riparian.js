// The page of the daemon. It asks /api/v1 every two seconds and shows what it heard. Text from an answer
// goes into the page as text and never as markup, and no answer it asks for holds a configuration value.
"use strict";

const INTERVAL_MS = 2000;
const PATIENCE_MS = 8000;
const MOST_ROWS = 500;
const CYCLES = 12;
const LOOKS_PER_REQUESTS = 5;

const STANDINGS = {
  "ledger-lost": {
    title: "The ledger is lost: nothing is created, changed or deleted",
    text: "Connectors bear this instance's mark and the daemon remembers nothing. Restore the ledger, "
      + "or name the commit that the clusters stand at:",
    command: () => "apply --accept-baseline <commit>",
  },
  "first-start": {
    title: "First start: nothing is done yet",
    text: "The daemon begins once every declared cluster has answered and none bears its mark.",
  },
  "history-rewritten": {
    title: "The branch was rewritten: nothing is done",
    text: "It no longer descends from the accepted commit. Look at what was rewritten, then acknowledge "
      + "exactly this commit:",
    command: (status) => "apply --acknowledge-rewrite " + status.candidate,
  },
};

// Each word has a tone and a shape, so that colour is never the only difference.
const SYNC = {
  synced: ["good", "check"],
  pending: ["busy", "arrow"],
  drifted: ["warn", "unequal"],
  deferred: ["warn", "bars"],
  held: ["warn", "bars"],
  overridden: ["warn", "ring"],
  refused: ["bad", "cross"],
  unmanaged: ["calm", "ring"],
  unknown: ["calm", "question"],
};
const HEALTH = {
  healthy: ["good", "disc"],
  progressing: ["busy", "half"],
  suspended: ["calm", "bars"],
  stalled: ["warn", "bars"],
  degraded: ["bad", "triangle"],
  missing: ["bad", "cross"],
  unknown: ["calm", "question"],
};
const RESULT = {
  done: ["good", "check"],
  deferred: ["warn", "bars"],
  refused: ["bad", "cross"],
  foreign: ["warn", "ring"],
  failed: ["bad", "triangle"],
};
const STAGE = {
  open: ["good", "check"],
  conflicting: ["bad", "cross"],
};
const CHANGE = {
  create: "create", adopt: "adopt", update: "update", "set-state": "set state", delete: "delete",
  forget: "forget", remember: "remember", discard: "discard",
};
const SHAPES = {
  check: "M6.2 12.6 1.9 8.3 3.5 6.7 6.2 9.4 12.5 3.1 14.1 4.7z",
  arrow: "M2 7h7.2L6.4 4.2 7.8 2.8 13 8l-5.2 5.2-1.4-1.4L9.2 9H2z",
  unequal: "M2 4.5h7.1L10.6 2l1.7 1-.9 1.5H14v2h-3.8L8.5 9.5H14v2H7.3L5.6 14.3l-1.7-1 1.1-1.8H2v-2h4.2l1.7-3H2z",
  bars: "M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z",
  cross: "M3.2 1.8 8 6.6l4.8-4.8 1.4 1.4L9.4 8l4.8 4.8-1.4 1.4L8 9.4l-4.8 4.8-1.4-1.4L6.6 8 1.8 3.2z",
  ring: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 2a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z",
  disc: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z",
  half: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 2v9a4.5 4.5 0 0 0 0-9z",
  triangle: "M8 1.5 15 14H1zM7.2 6v4h1.6V6zm0 5v1.6h1.6V11z",
  question: "M5 5.5a3 3 0 1 1 4.2 2.8c-.3.1-.4.3-.4.6v1H7.2v-1c0-1 .5-1.7 1.4-2.1A1.4 1.4 0 1 0 6.6 5.5zM7.1 11.2h1.8V13H7.1z",
};

const byId = (id) => document.getElementById(id);
const shownBefore = new Map();
let last = null;
let heardAt = null;
let silentSince = null;
let looks = 0;
let requests = {};

/** An element with attributes and children; a string among the children becomes text. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

function shape(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[name]);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

/** A sentence of the daemon's; what stands between back-quotes in it becomes code. */
function prose(text) {
  return element("span", {}, ...text.split("`").map((part, index) =>
    index % 2 === 1 ? element("code", {}, part) : part));
}

/** A path that may break after each slash. */
function path(text) {
  return text.split(/(?<=\/)/).flatMap((part) => [part, element("wbr")]);
}

function word(family, text) {
  const [tone, form] = family[text] || ["calm", "question"];
  return element("span", { class: "word " + tone }, shape(form), text || "unknown");
}

/** Replaces what an element holds, but only when what it is made of has changed. */
function show(id, made, draw) {
  const key = JSON.stringify(made);
  if (shownBefore.get(id) !== key) {
    shownBefore.set(id, key);
    byId(id).replaceChildren(...draw());
  }
}

function plural(count, one, many) {
  return count + " " + (count === 1 ? one : many);
}

function clockTime(iso) {
  return new Date(iso).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

function time(iso) {
  return iso ? element("time", { datetime: iso, title: iso }, clockTime(iso)) : "never";
}

function command(rest) {
  const server = location.origin === "http://127.0.0.1:8080" ? "" : " --server " + location.origin;
  const [name, ...more] = rest.split(" ");
  return element("code", { class: "command" }, "riparian " + name + server + " " + more.join(" "));
}

function facts(status) {
  byId("instance").textContent = status.instance;
  show("revision", status.revision, () => [
    status.revision
      ? element("code", { title: status.revision }, status.revision.slice(0, 12))
      : "none yet",
  ]);
  show("fetched", status.lastFetch, () => [time(status.lastFetch)]);
  document.title = (attentionCount(status) ? "(" + attentionCount(status) + ") " : "") + "Riparian";
}

function banner(tone, title, ...more) {
  return element("div", { class: "banner " + tone }, element("strong", {}, title), ...more);
}

function banners(status) {
  const made = [];
  const standing = STANDINGS[status.standing];
  if (standing) {
    made.push(banner(status.standing === "first-start" ? "warn" : "bad", standing.title,
      element("p", {}, standing.text + " ", standing.command ? command(standing.command(status)) : "")));
  }
  if (status.repositoryProblem) {
    made.push(banner("bad", "The repository cannot be read",
      element("p", {}, prose(status.repositoryProblem + ". What was accepted last stays in force."))));
  }
  if (status.forgeProblem) {
    made.push(banner("bad", "The forge does not tell who agreed",
      element("p", {}, prose(status.forgeProblem + ". What waits for agreement waits on."))));
  }
  if (status.evidence === "none") {
    made.push(banner("warn note", "Evidence: none.", element("p", {},
      "It is checked which team may declare what; it is not proven that anybody approved anything.")));
  }
  for (const one of status.interventions || []) {
    made.push(banner("warn note", "An operator's " + one.kind + ".", element("p", {},
      (one.cluster || "every cluster") + (one.connector ? "/" + one.connector : "")
      + (one.wanted ? ": " + one.declared + " → " + one.wanted : "")
      + ", by " + one.actor + " until " + one.until + ": " + one.reason)));
  }
  return made;
}

function needsAttention(connector) {
  return !["synced", "unmanaged"].includes(connector.sync)
    || ["degraded", "stalled", "missing", "unknown"].includes(connector.health)
    || connector.failures.length > 0;
}

function attentionCount(status) {
  return status.connectors.filter(needsAttention).length;
}

function tally(connectors, key) {
  const counts = new Map();
  connectors.forEach((one) => counts.set(one[key], (counts.get(one[key]) || 0) + 1));
  return [...counts].sort().map(([text, count]) => count + " " + text).join(", ");
}

function summarySentence(status) {
  if (status.connectors.length === 0) {
    return "No connector is declared or seen yet.";
  }
  return plural(status.connectors.length, "connector", "connectors")
    + ". Sync: " + tally(status.connectors, "sync")
    + ". Health: " + tally(status.connectors, "health") + ".";
}

/** Something of a cluster of which the platform was told, and that goes on. */
function incident(one) {
  return [" ", element("span", { class: "word bad" }, shape("cross"), "incident"),
    element("span", { class: "why" }, "since ", time(one.since), ": ",
      prose(one.what + (one.worker ? ": " + one.worker : "")))];
}

function clusterRow(cluster) {
  const number = (label, count) => element("td",
    { role: "cell", class: "number" + (count === 0 ? " zero" : ""), "data-label": label }, String(count));
  return element("tr", { role: "row" },
    element("th", { scope: "row", role: "rowheader", class: "name" }, cluster.name),
    element("td", { role: "cell", class: "whole" },
      cluster.reachable
        ? element("span", { class: "word good" }, shape("check"), cluster.version || "answers")
        : element("span", { class: "word bad" }, shape("cross"), "no answer"),
      cluster.problem ? element("span", { class: "why" }, prose(cluster.problem)) : "",
      cluster.activity ? element("span", { class: "why" }, prose(cluster.activity)) : "",
      ...(cluster.incidents || []).flatMap(incident)),
    element("td", { role: "cell", "data-label": "Mode" }, cluster.mode || "–"),
    number("Managed", cluster.managed), number("Pending", cluster.pending),
    number("Drifted", cluster.drifted), number("Held", cluster.deferred),
    number("Unmanaged", cluster.unmanaged),
    element("td", { role: "cell", "data-label": "Last look" }, time(cluster.lastLook)));
}

/** What is held back, one entry for everything that shares a cluster, a reason and a digest. */
function heldEntries(plan) {
  const entries = new Map();
  for (const cluster of plan.clusters) {
    // What holds back everything everywhere is in the banner already.
    const told = (deferral) => STANDINGS[deferral.reason.toLowerCase().replaceAll("_", "-")];
    for (const deferral of cluster.deferrals.filter((one) => !told(one))) {
      const key = [cluster.cluster, deferral.reason, deferral.why, deferral.acknowledge].join("\n");
      const entry = entries.get(key) || { ...deferral, cluster: cluster.cluster, connectors: [] };
      if (deferral.connector) {
        entry.connectors.push(deferral.connector);
      }
      entries.set(key, entry);
    }
  }
  return [...entries.values()];
}

function heldItem(entry) {
  const names = entry.connectors.slice(0, 20).join(", ")
    + (entry.connectors.length > 20 ? " and " + (entry.connectors.length - 20) + " more" : "");
  return element("li", {},
    element("span", { class: "word warn" }, shape("bars"), entry.reason), " ",
    element("span", { class: "what" },
      entry.cluster + ": " + (names || "everything on this cluster")),
    element("p", {}, prose(entry.why)),
    entry.acknowledge
      ? element("p", {}, "To agree to exactly this: ", command("apply --acknowledge " + entry.acknowledge))
      : "");
}

function mistakeItem(mistake) {
  const error = mistake.severity === "error";
  const at = mistake.file + (mistake.line > 0 ? ":" + mistake.line + ":" + mistake.column : "");
  return element("li", {},
    element("span", { class: "word " + (error ? "bad" : "warn") },
      shape(error ? "cross" : "triangle"), mistake.severity), " ",
    element("code", {}, ...path(at)), " ", prose(mistake.message), " [" + mistake.rule + "]",
    mistake.hint ? element("p", {}, prose(mistake.hint)) : "");
}

/** Errors at once, warnings on demand. */
function mistakeItems(mistakes) {
  const errors = mistakes.filter((one) => one.severity === "error");
  const others = mistakes.filter((one) => one.severity !== "error");
  return [
    ...errors.map(mistakeItem),
    others.length
      ? element("li", {}, element("details", {},
        element("summary", {}, plural(others.length, "warning", "warnings")),
        element("ul", { class: "cards" }, ...others.map(mistakeItem))))
      : "",
  ].filter(Boolean);
}

/** What an open request does, what to look at first, and for whom it waits. */
function requestItem(number, request) {
  const missing = request.agreements.asked.filter((one) => !one.given);
  const owners = [...new Set(missing.flatMap((one) => one.owners))];
  const mend = missing.some((one) => one.owners.length === 0);
  const risks = [...new Set(request.risks.map((one) => one.flag))];
  const findings = request.plan.diagnostics.filter((one) => one.severity === "error").length;
  const changed = request.connectors.filter((one) => one.what !== "none");
  const waits = [
    request.stage === "conflicting" ? "somebody who resolves its conflict with the branch" : "",
    findings ? "the mending of " + plural(findings, "mistake", "mistakes") : "",
    mend && !findings ? "something to be mended" : "",
    owners.length ? "the agreement of " + owners.join(", ") : "",
  ].filter(Boolean);
  return element("li", {},
    word(STAGE, request.stage), " ",
    element("span", { class: "what" }, "#" + number + ": "
      + (changed.length ? plural(changed.length, "connector", "connectors") + " (" + tally(changed, "what") + ")"
        : "no connector changes")),
    risks.length ? element("p", {}, "To look at first: " + risks.join(", ")) : "",
    element("p", {}, waits.length ? "Waits for " + waits.join(", ") + "." : "Waits for nobody."));
}

function stateText(connector) {
  const state = connector.state || "unknown";
  const wanted = connector.declaredState;
  const differs = wanted !== "unmanaged" && wanted !== state && ["running", "paused", "stopped"].includes(state);
  return state + (differs ? ", declared " + wanted : "");
}

const FAILURE_STANDING = {
  waiting: "waits whether others fail for the same cause",
  restarting: "a restart may mend it",
  incident: "part of an incident, the platform is on it",
};

function failureText(failure) {
  const restarts = failure.restarts > 0 ? ", restarted " + plural(failure.restarts, "time", "times") : "";
  return failure.failureClass + " since " + clockTime(failure.since) + ": "
    + (FAILURE_STANDING[failure.standing] || "the " + failure.first + " is told") + restarts;
}

function connectorRow(connector) {
  const tasks = connector.tasks > 0
    ? connector.tasksRunning + "/" + connector.tasks + " tasks" : "no tasks";
  const reason = [connector.reason, connector.why].filter(Boolean).join(": ");
  return element("tr", { role: "row" },
    element("th", { scope: "row", role: "rowheader", class: "name" }, connector.name,
      element("span", { class: "under" }, connector.team ? "team " + connector.team : "no team")),
    element("td", { role: "cell", class: "whole" }, word(SYNC, connector.sync),
      reason ? element("span", { class: "why" }, prose(reason)) : ""),
    element("td", { role: "cell" }, word(HEALTH, connector.health),
      ...connector.failures.map((one) => element("span", { class: "why" }, failureText(one)))),
    element("td", { role: "cell" }, stateText(connector), element("span", { class: "under" }, tasks)),
    element("td", { role: "cell", class: "file wide mono" },
      ...(connector.file ? path(connector.file) : ["–"])));
}

function matches(connector, words) {
  const text = [connector.name, connector.team, connector.cluster, connector.sync, connector.health,
    connector.state, connector.type, connector.reason, connector.file].join(" ").toLowerCase();
  return words.every((one) => text.includes(one));
}

function connectors(all) {
  const words = byId("words").value.toLowerCase().split(/\s+/).filter(Boolean);
  const attention = byId("attention").checked;
  const found = all.filter((one) => matches(one, words) && (!attention || needsAttention(one)));
  const shown = found.slice(0, MOST_ROWS);
  const key = JSON.stringify([shown, found.length, all.length]);
  if (shownBefore.get("connectors") === key) {
    return;
  }
  shownBefore.set("connectors", key);
  byId("shown").textContent = found.length > shown.length
    ? shown.length + " of " + found.length + " shown; filter to see the others"
    : found.length === all.length ? "" : found.length + " of " + all.length + " shown";
  const groups = new Map();
  shown.forEach((one) => groups.set(one.cluster, [...(groups.get(one.cluster) || []), one]));
  const bodies = [...groups].map(([cluster, rows]) => element("tbody", { role: "rowgroup" },
    element("tr", { role: "row", class: "group" }, element("th", { scope: "rowgroup", role: "rowheader", colspan: "5" },
      cluster + " ", element("span", {}, plural(rows.length, "connector", "connectors")))),
    ...rows.map(connectorRow)));
  if (bodies.length === 0) {
    bodies.push(element("tbody", {}, element("tr", {}, element("td", { class: "none", colspan: "5" },
      all.length === 0 ? "No connector is declared or seen yet." : "No connector matches the filter."))));
  }
  const table = byId("connector-table");
  table.querySelectorAll("tbody").forEach((body) => body.remove());
  table.append(...bodies);
}

function cycleItem(cycle) {
  const outcomes = cycle.outcomes.slice(0, 30).map((outcome) => element("li", {},
    word(RESULT, outcome.result), " ",
    (CHANGE[outcome.kind] || outcome.kind) + " " + outcome.connector
      + (outcome.cause === "drift" ? " (drift)" : "")
      + (outcome.detail ? ": " + outcome.detail : "")));
  const more = cycle.outcomes.length - outcomes.length;
  const planned = cycle.plan.changes.length;
  const held = cycle.plan.deferrals.length;
  const about = [
    cycle.outcomes.length === 0 && planned ? plural(planned, "change", "changes") + " planned, none made" : "",
    held ? held + " held back" : "",
    more > 0 ? more + " more outcomes" : "",
    "because of: " + cycle.trigger,
    "revision " + cycle.revision.slice(0, 12),
    cycle.millis + " ms",
  ].filter(Boolean).join(" · ");
  return element("li", {},
    element("span", {}, time(cycle.finishedAt)), element("strong", {}, cycle.cluster),
    outcomes.length ? element("ul", {}, ...outcomes) : "",
    element("span", { class: "about" }, about));
}

function render({ status, plan, cycles, requests }) {
  facts(status);
  show("banners", [status.standing, status.candidate, status.repositoryProblem, status.forgeProblem,
    status.evidence, status.interventions], () => banners(status));
  const sentence = summarySentence(status);
  if (byId("summary").textContent !== sentence) {
    byId("summary").textContent = sentence;
    announce(sentence);
  }
  show("clusters", status.clusters, () => status.clusters.length
    ? status.clusters.map(clusterRow)
    : [element("tr", {}, element("td", { class: "none", colspan: "9" }, "No cluster is declared yet."))]);
  const held = heldEntries(plan);
  byId("held-section").hidden = held.length === 0;
  show("held", held, () => held.map(heldItem));
  byId("mistakes-section").hidden = status.diagnostics.length === 0;
  show("mistakes", status.diagnostics, () => mistakeItems(status.diagnostics));
  const open = Object.entries(requests);
  byId("requests-section").hidden = open.length === 0;
  show("requests", open, () => open.map(([number, request]) => requestItem(number, request)));
  connectors(status.connectors);
  show("cycles", cycles, () => cycles.length
    ? cycles.map(cycleItem) : [element("li", {}, element("span", {}, "None yet."))]);
}

function announce(sentence) {
  byId("announcement").textContent = sentence;
}

function contact() {
  const silent = silentSince !== null;
  document.body.classList.toggle("stale", silent && heardAt !== null);
  const existing = byId("silence");
  if (!silent) {
    byId("contact").textContent = heardAt ? "live" : "has not asked yet";
    if (existing) {
      existing.remove();
      announce("The daemon answers again.");
    }
    return;
  }
  byId("contact").textContent = "no answer since " + clockTime(silentSince);
  if (!existing) {
    const title = "The daemon at " + location.origin + " does not answer";
    const text = heardAt
      ? "Since " + clockTime(silentSince) + ". What stands below is what it said at " + clockTime(heardAt) + "."
      : "Since " + clockTime(silentSince) + ". Nothing is known yet.";
    const made = banner("bad", title, element("p", {}, text));
    made.id = "silence";
    document.querySelector("main").prepend(made);
    announce(title + ". " + text);
  }
}

async function ask(path, signal) {
  const answer = await fetch(path, { cache: "no-store", signal, headers: { Accept: "application/json" } });
  if (!answer.ok) {
    throw new Error(path + " answered " + answer.status);
  }
  return answer.json();
}

async function look() {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    const [status, plan, cycles] = await Promise.all([
      ask("api/v1/status", patience),
      ask("api/v1/plan", patience),
      ask("api/v1/cycles?limit=" + CYCLES, patience),
    ]);
    if (looks++ % LOOKS_PER_REQUESTS === 0) {
      requests = await ask("api/v1/requests", patience);
    }
    last = { status, plan, cycles: cycles.filter((cycle) => !cycle.quiet), requests };
    heardAt = new Date().toISOString();
    silentSince = null;
    render(last);
  } catch (silence) {
    silentSince = silentSince || new Date().toISOString();
    console.warn(silence);
  }
  contact();
}

async function keepLooking() {
  if (!document.hidden) {
    await look();
  }
  setTimeout(keepLooking, INTERVAL_MS);
}

byId("filter").addEventListener("submit", (event) => event.preventDefault());
byId("filter").addEventListener("input", () => last && connectors(last.status.connectors));
keepLooking();
