package io.riparian.policy;

import static io.riparian.policy.PolicyRule.HOST;
import static io.riparian.policy.PolicyRule.OAUTH_URL;
import static io.riparian.policy.PolicyRule.OWN_CLIENT;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.KeyName;
import io.riparian.model.KeyRole;
import io.riparian.model.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * P-11, P-03 and the addresses of P-04: a worker calls whatever a configuration names, from inside
 * of the network and with the worker's credentials. This looks at names only, and is no substitute
 * for a rule in the network: what a name stands for may change after it was judged.
 */
final class HostRail implements GuardRail {
  private static final Pattern OAUTH = Pattern.compile("(^|\\.)sasl\\.oauthbearer\\.[a-z.]*url$");
  private static final Pattern OWN_KAFKA = Pattern.compile(".+\\.bootstrap\\.servers$");
  private static final Pattern REGISTRY =
      Pattern.compile("(?:key|value|header)\\.converter\\.schema\\.registry\\.url");
  private static final Pattern OTHER_SCHEME =
      Pattern.compile(
          "(?i)(?:^|[\\s,=\"'({])(?:jndi|ldaps?|rmi|iiop|corbaname|dns|gopher|jar|netdoc):");

  private final Endpoints endpoints = new Endpoints();
  private final Memo<PolicyRule> rules = new Memo<>(HostRail::rule);

  /** The address of a webhook is a secret as a whole, so that it stands behind a reference. */
  private final Memo<Boolean> webhooks =
      new Memo<>(key -> KeyName.of(key).role() == KeyRole.WEBHOOK);

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    GrantedHosts granted = new GrantedHosts(subject.grant().rails().hosts());
    if (granted.isRestricted()) {
      checkUntold(subject, granted, found);
    }
    endpoints
        .of(subject.config())
        .forEach(
            (key, hosts) ->
                hosts.stream()
                    .distinct()
                    .forEach(
                        host ->
                            check(
                                key,
                                subject.config().get(key).orElse(""),
                                host,
                                granted,
                                subject,
                                found)));
    subject.config().entries().forEach((key, value) -> checkText(key, value, found));
  }

  /** What it calls where no key names a host. */
  private void checkUntold(Subject subject, GrantedHosts granted, Consumer<Finding> found) {
    Family.of(subject.config()).stream()
        .flatMap(family -> family.calls(subject.config()).stream())
        .map(host -> References.replace(host, References.HIDDEN))
        .flatMap(host -> Endpoint.of(host).stream())
        .forEach(host -> check(ConnectorConfig.CLASS, "", host, granted, subject, found));
  }

  /** With a user before it, what looks like a host may be a part of a password. */
  private static String named(Endpoint endpoint, String value) {
    boolean plain = value.indexOf('@') < 0 && endpoint.host().matches("[a-z0-9._:-]{1,253}");
    return plain ? Quoted.value(endpoint.host()) : "the host that stands here";
  }

  private void check(
      String key,
      String value,
      Endpoint endpoint,
      GrantedHosts granted,
      Subject subject,
      Consumer<Finding> found) {
    PolicyRule rule = rules.of(key);
    if (endpoint.host().contains(References.HIDDEN)
        || endpoint.port().contains(References.HIDDEN)) {
      if (granted.isRestricted() || !webhooks.of(key)) {
        found.accept(Finding.unseen(rule, key));
      }
      return;
    }
    if (endpoint.host().equals(Endpoints.UNREADABLE)) {
      if (granted.isRestricted()) {
        found.accept(unreadable(rule, key));
      }
      return;
    }
    if (isOwnKafka(rule, endpoint, subject) || isOwnRegistry(key, endpoint, subject)) {
      return;
    }
    Optional<String> forbidden =
        ForbiddenHosts.why(endpoint, subject.restApis())
            .filter(why -> !granted.takesByName(endpoint));
    if (forbidden.isPresent()) {
      found.accept(
          Finding.of(
              rule,
              key,
              "no connector may call " + named(endpoint, value) + ": " + forbidden.get(),
              "Name another host; if it has to be this one, the grant of the team lists exactly it under `hosts`."));
    } else if (!granted.takes(endpoint) || (rule == OAUTH_URL && !granted.isRestricted())) {
      found.accept(
          Finding.of(
              rule,
              key,
              named(endpoint, value)
                  + " is not among the hosts granted to team `"
                  + subject.team()
                  + "`",
              "Ask the platform team to list it under `hosts` in the team's grant."));
    }
  }

  private static Finding unreadable(PolicyRule rule, String key) {
    return Finding.of(
        rule,
        key,
        "a part of this list of hosts cannot be read as one, and not all hosts are granted",
        "Write each as host or host:port, with commas and no blanks between them.");
  }

  private static PolicyRule rule(String key) {
    if (OAUTH.matcher(key).find()) {
      return OAUTH_URL;
    }
    return OWN_KAFKA.matcher(key).matches() && !ClientOverrides.isOne(key) ? OWN_CLIENT : HOST;
  }

  /** A history topic on the very Kafka that the cluster stands on is no other host. */
  private static boolean isOwnKafka(PolicyRule rule, Endpoint endpoint, Subject subject) {
    return rule == OWN_CLIENT
        && List.of(subject.cluster().bootstrapServers().split(",", -1)).stream()
            .flatMap(server -> Endpoint.of(server).stream())
            .anyMatch(endpoint::equals);
  }

  /** Where the converters of every connector of this cluster look up their schemas. */
  private static boolean isOwnRegistry(String key, Endpoint endpoint, Subject subject) {
    return REGISTRY.matcher(key).matches()
        && subject.cluster().schemaRegistryUrls().stream()
            .flatMap(url -> Endpoint.of(url.getAuthority()).stream())
            .anyMatch(endpoint::equals);
  }

  private void checkText(String key, String value, Consumer<Finding> found) {
    if (value.indexOf(':') < 0) {
      return;
    }
    if (OTHER_SCHEME.matcher(value).find()) {
      found.accept(
          Finding.of(
              HOST,
              key,
              "the value asks another server for something to load",
              "Name what is meant itself."));
    }
    if (rules.of(key) == OAUTH_URL && value.strip().toLowerCase(Locale.ROOT).startsWith("file:")) {
      found.accept(
          Finding.of(
              OAUTH_URL,
              key,
              "a token is read from a file of the worker (CVE-2025-27817)",
              "Write the https address of the token endpoint."));
    }
  }
}
