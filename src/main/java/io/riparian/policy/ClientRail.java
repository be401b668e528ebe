package io.riparian.policy;

import static io.riparian.policy.PolicyRule.CLIENT_OVERRIDE;
import static io.riparian.policy.PolicyRule.OWN_CLIENT;

import io.riparian.model.Glob;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * P-02 and P-04: a Kafka client loads classes, calls servers and takes an identity by its settings,
 * whether the worker makes it with {@code *.override.*} or the connector makes one of its own,
 * where the worker's policy for overrides does not hold.
 */
final class ClientRail implements GuardRail {
  private static final Pattern LOADS_CODE =
      Pattern.compile(
          "(^|\\.)(interceptor\\.classes|metric\\.reporters|security\\.providers|sasl\\.[a-z.]*class"
              + "|[a-z.]*callback\\.handler\\.class|ssl\\.engine\\.factory\\.class|config\\.providers(\\..*)?"
              + "|producer\\.(override\\.)?partitioner\\.class|ssl\\.provider|sasl\\.kerberos\\.kinit\\.cmd)$");
  private static final Pattern JAAS = Pattern.compile("(^|\\.)sasl\\.jaas\\.config$");
  private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9_$.]+");

  /**
   * What Kafka itself comes with, and what takes a name, a password or a token and nothing else.
   */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?:\\s*+org\\.apache\\.kafka\\.common\\.security\\."
              + "(?:plain\\.PlainLoginModule|scram\\.ScramLoginModule|oauthbearer\\.OAuthBearerLoginModule)"
              + "\\s++(?i:required|requisite|sufficient|optional)"
              + "(?:\\s++[A-Za-z0-9_.-]++\\s*+=\\s*+(?:\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|[^\\s;\"'/]++))*+"
              + "\\s*+(?:;|$))++\\s*+",
          Pattern.DOTALL);

  private final Memo<ClientKey> keys = new Memo<>(ClientKey::of);

  /** What the name of a key says. */
  private record ClientKey(boolean override, boolean loadsCode, boolean jaas) {
    static ClientKey of(String key) {
      return new ClientKey(
          ClientOverrides.isOne(key), LOADS_CODE.matcher(key).find(), JAAS.matcher(key).find());
    }

    boolean isAny() {
      return override || loadsCode || jaas;
    }
  }

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    subject.config().entries().forEach((key, value) -> check(subject, key, value, found));
  }

  private void check(Subject subject, String key, String value, Consumer<Finding> found) {
    ClientKey name = keys.of(key);
    if (!name.isAny()) {
      return;
    }
    PolicyRule rule = name.override() ? CLIENT_OVERRIDE : OWN_CLIENT;
    boolean listed = isListed(subject, key, name.loadsCode());
    if (name.loadsCode() && !listed) {
      found.accept(
          Finding.of(
              rule,
              key,
              "a Kafka client would load a class or run a command that the configuration names",
              listHint(rule)));
    } else if (name.jaas()) {
      if (References.replace(value, "").isBlank() && References.isIn(value)) {
        found.accept(
            Finding.likely(
                rule,
                key,
                "the login module stands behind a reference, so that nobody can tell which it is",
                "Write the line itself, with references for user and password only."));
      } else {
        module(value).ifPresent(why -> found.accept(Finding.of(rule, key, why, moduleHint())));
      }
      if (rule == CLIENT_OVERRIDE && !listed) {
        found.accept(notListed(subject, key));
      }
    } else if (rule == CLIENT_OVERRIDE && !isAllowed(subject, key, listed)) {
      found.accept(notListed(subject, key));
    }
  }

  /** Where the cluster lists nothing, what only tunes a client is let through. */
  private static boolean isAllowed(Subject subject, String key, boolean listed) {
    return subject.cluster().rails().clientOverrides().isPresent()
        ? listed
        : ClientOverrides.isHarmless(ClientOverrides.clientKey(key));
  }

  private static boolean isListed(Subject subject, String key, boolean exactly) {
    List<Glob> all = subject.cluster().rails().clientOverrides().orElse(List.of());
    return all.stream().anyMatch(glob -> exactly ? glob.pattern().equals(key) : glob.matches(key));
  }

  private static Optional<String> module(String jaas) {
    if (jaas.isBlank() || HARMLESS.matcher(References.replace(jaas, "reference")).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        NO_NAME
            .splitAsStream(jaas)
            .filter(name -> name.endsWith("LoginModule"))
            .flatMap(name -> DangerousClasses.why(name).stream())
            .findFirst()
            .map(why -> "the login module is dangerous: " + why)
            .orElse("the login module is none of Kafka's own, or the line cannot be read"));
  }

  private static String moduleHint() {
    return "Use PlainLoginModule, ScramLoginModule or OAuthBearerLoginModule, with nothing but options behind.";
  }

  private static String listHint(PolicyRule rule) {
    return rule == CLIENT_OVERRIDE
        ? "The platform team can list exactly this key under `clientOverrides` of the cluster."
        : "Take it out; the platform team can make an exception in platform/policy.yaml.";
  }

  private static Finding notListed(Subject subject, String key) {
    return Finding.of(
        CLIENT_OVERRIDE,
        key,
        "cluster `" + subject.cluster().name() + "` does not let this client setting be overridden",
        "Take it out, or ask the platform team to list it under `clientOverrides` of the cluster.");
  }
}
