package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_VALUE;
import static io.riparian.manifest.ManifestRule.GROUP_EMPTY;

import io.riparian.model.Group;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A reading of {@code kind: Group}. Whether two groups have one handle is judged later, when all of
 * them are known.
 */
final class GroupReader {
  /** What is longer is no handle and no member; a pattern never meets more. */
  static final int LONGEST = 255;

  private static final String WORD = "[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?";
  private static final String LOGIN = "@" + WORD;
  private static final String MAIL = "[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+";
  static final String HANDLE = LOGIN + "(?:/" + WORD + ")*";
  static final String MEMBER = "(?:" + LOGIN + "|" + MAIL + ")";

  private final Fields spec;
  private final Findings findings;

  private GroupReader(Fields spec) {
    this.spec = spec;
    this.findings = spec.findings();
  }

  static Group read(Envelope envelope) {
    return new GroupReader(envelope.spec()).read(envelope.name());
  }

  private Group read(Text name) {
    Optional<Text> handle =
        spec.require("handle", "Write it as the ownership file does: handle: \"@acme/payments\"")
            .text("handle");
    handle.ifPresent(this::checkHandle);
    List<String> members = members();
    spec.refuseOthers();
    return new Group(
        name.value(),
        handle.map(Text::at).orElse(spec.at()),
        handle.map(Text::value).orElse(""),
        members);
  }

  private void checkHandle(Text handle) {
    if (!is(HANDLE, handle.value())) {
      findings.report(
          BAD_VALUE,
          handle.at(),
          Findings.quote(handle.value()) + " is no handle of a group",
          hint(
              HANDLE,
              handle.value(),
              "Write @organisation/team, @group/subgroup or @user, at most 255 characters."));
    }
  }

  /** A name that only lacks its sign is proposed with it. */
  private static String hint(String pattern, String text, String otherwise) {
    return is(pattern, "@" + text) ? "Did you mean " + Findings.quote("@" + text) + "?" : otherwise;
  }

  private static boolean is(String pattern, String text) {
    return text.length() <= LONGEST && text.matches(pattern);
  }

  private List<String> members() {
    List<String> members = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Text member : spec.require("members", "List them; [] means nobody.").texts("members")) {
      checkMember(member);
      if (!seen.add(member.value().toLowerCase(Locale.ROOT))) {
        findings.report(BAD_VALUE, member.at(), "this stands twice", "Keep one.");
      }
      members.add(member.value());
    }
    spec.reportNoEntries(GROUP_EMPTY, "members", "While it has none, nobody can agree for it.");
    return members;
  }

  private void checkMember(Text member) {
    String written = member.value();
    if (is(MEMBER, written)) {
      return;
    }
    if (is(HANDLE, written)) {
      findings.report(
          BAD_VALUE,
          member.at(),
          Findings.quote(written) + " is a group, and a group is made of people",
          "List its members here instead.");
    } else {
      findings.report(
          BAD_VALUE,
          member.at(),
          Findings.quote(written) + " is no login and no mail address",
          hint(LOGIN, written, "Write @login or name@example.com, at most 255 characters."));
    }
  }
}
