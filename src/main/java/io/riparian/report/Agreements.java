package io.riparian.report;

import io.riparian.ownership.approval.Approver;
import io.riparian.ownership.approval.HoldReason;
import io.riparian.ownership.approval.Request.Weight;
import io.riparian.ownership.approval.Verdict;
import io.riparian.ownership.approval.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who must agree to a request, and who said what.
 *
 * @param words what people said of it, by name
 */
public record Agreements(List<AskedReport> asked, List<WordReport> words) {
  /** Nobody is asked. */
  public static final Agreements NONE = new Agreements(List.of(), List.of());

  public Agreements {
    asked = List.copyOf(asked);
    words = List.copyOf(words);
  }

  /**
   * One thing that has to be agreed to, or mended.
   *
   * @param unit a team's directory, or {@code (global)}
   * @param path empty when it is about no path alone
   * @param reason as {@code owner-approval-missing}
   * @param why what the owners are asked as; where there are none, what is wrong
   * @param owners of whom one must agree, as they are written; empty when nobody's agreement helps
   * @param detail goes on after the reason, as a clause; may be empty
   * @param given whether they agreed
   */
  public record AskedReport(
      String unit,
      String path,
      String reason,
      String why,
      List<String> owners,
      String detail,
      boolean given) {
    public AskedReport {
      owners = List.copyOf(owners);
    }

    private static AskedReport of(Asked asked, boolean given) {
      Violation violation = asked.violation();
      return new AskedReport(
          asked.unit(),
          violation.path(),
          violation.reason().code(),
          words(violation.reason()),
          violation.need(),
          violation.detail(),
          given);
    }

    /** Whether it has to be mended, because nobody can agree to it. */
    boolean isNobodys() {
      return owners.isEmpty();
    }
  }

  /**
   * What somebody said.
   *
   * @param name as owners are written
   * @param weight {@code agreed}, {@code refused}, {@code older-head}, {@code involved} or {@code
   *     withdrawn}; only the first counts
   */
  public record WordReport(String name, String weight) {}

  /**
   * @param asked what is missing as long as nobody agrees
   * @param missing what is missing now
   */
  public static Agreements of(
      List<Verdict> asked, List<Verdict> missing, Map<Approver, Weight> words) {
    Set<Asked> left = all(missing).collect(Collectors.toSet());
    return new Agreements(
        Stream.concat(all(asked), all(missing))
            .distinct()
            .map(one -> AskedReport.of(one, !left.contains(one)))
            .toList(),
        words.entrySet().stream()
            .map(word -> new WordReport(word.getKey().name(), PlanReport.word(word.getValue())))
            .toList());
  }

  private record Asked(String unit, Violation violation) {}

  private static Stream<Asked> all(List<Verdict> verdicts) {
    return verdicts.stream()
        .flatMap(
            verdict ->
                verdict.violations().stream().map(one -> new Asked(verdict.unit().name(), one)));
  }

  /** What nobody agreed to yet, or has to be mended. */
  List<AskedReport> missing() {
    return asked.stream().filter(one -> !one.given()).toList();
  }

  boolean isMissing(String unit) {
    return missing().stream().anyMatch(one -> one.unit().equals(unit));
  }

  private static String words(HoldReason reason) {
    return switch (reason) {
      case OWNER_APPROVAL_MISSING -> "owners of the path";
      case OWNER_UNRESOLVABLE -> "owners behind whom nobody is known";
      case NO_REQUEST -> "it came to the branch without a request, where somebody could agree";
      case CONTENT_NOT_APPROVED -> "what came to the branch is not what was approved";
      case CONTRIBUTOR_UNKNOWN ->
          "a commit was made by an account that is not known, perhaps an approver's";
      case ACCOUNT_CHANGED -> "the account that agreed is not the one that had its name before";
      case SECRET_TO_NEW_HOST -> "owners of a secret that would go to another host";
      case OWNERSHIP_FILE_NEEDS_PLATFORM ->
          "owners of the platform, because the ownership file changes";
      case OWNERSHIP_TRANSFER_NEEDS_GIVING_OWNER -> "present owners of a team whose owners change";
      case OWNERSHIP_TRANSFER_NEEDS_RECEIVING_OWNER ->
          "future owners of a team whose owners change";
      case PATH_LEFT_WITHOUT_OWNER ->
          "the new ownership file leaves a part of a team's directory without owners";
      case HEAD_OWNERSHIP_FILE_INVALID -> "the new ownership file has a mistake";
      case BASE_OWNERSHIP_FILE_INVALID ->
          "the ownership file in force has a mistake, so that nothing can be judged";
      case ENTRY_NOT_A_REGULAR_FILE -> "a link, another repository, or a directory too large";
      case PATH_NOT_ASCII -> "its name has letters that others look like";
      case PATH_CONTROL_OR_BACKSLASH -> "its name has a control character or a backslash";
      case PATH_CASE_COLLISION -> "its name differs from another one only in case";
      case PATH_NOT_PORTABLE -> "some file system would change or refuse its name";
      case HISTORY_REWRITTEN -> "the branch does not descend from what was accepted";
      case TOO_MANY_CHANGES -> "more changes than are judged at once";
      case TOO_MANY_COMMITS -> "more commits than evidence is looked for in";
      case EVIDENCE_UNREADABLE -> "the accepted tree, or the evidence, cannot be read";
    };
  }
}
