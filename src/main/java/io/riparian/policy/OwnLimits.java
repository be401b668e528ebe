package io.riparian.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an own rule may not do besides what CEL itself rules out: make much of little. CEL ends
 * always, and yet a line of it can double a text a hundred times, or ask for a regular expression
 * of a billion states; the evaluator counts neither. Whoever opens a pull request could do that to
 * the daemon, because it evaluates what is proposed.
 */
final class OwnLimits {
  static final int MOST_JOINS = 20;
  static final int MOST_REPETITIONS = 1_000;

  private static final Pattern REPETITION = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");
  private static final Set<String> SUMS =
      Set.of(
          "add_int64",
          "add_uint64",
          "add_double",
          "add_timestamp_duration",
          "add_duration_timestamp",
          "add_duration_duration");

  private static final Set<String> NAMES =
      Set.of(
          OwnFacts.CONNECTOR_NAME.variable(),
          OwnFacts.TEAM_NAME.variable(),
          OwnFacts.CLUSTER_NAME.variable());

  private final CelAbstractSyntaxTree tree;
  private final List<String> patterns = new ArrayList<>();
  private int joins;

  private OwnLimits(CelAbstractSyntaxTree tree) {
    this.tree = tree;
  }

  /** The regular expressions in it. */
  static List<String> check(CelAbstractSyntaxTree tree) throws UnusableExpressionException {
    OwnLimits limits = new OwnLimits(tree);
    for (CelNavigableExpr node : CelNavigableAst.fromAst(tree).getRoot().allNodes().toList()) {
      limits.check(node);
    }
    return limits.patterns;
  }

  private void check(CelNavigableExpr node) throws UnusableExpressionException {
    switch (node.getKind()) {
      case LIST, MAP -> {
        if (!holdsConstants(node)) {
          throw new UnusableExpressionException("a list or a map may hold constants only");
        }
      }
      case CALL -> call(node);
      default -> {
        // It makes nothing larger.
      }
    }
  }

  private static boolean holdsConstants(CelNavigableExpr node) {
    return node.children()
        .allMatch(child -> child.getKind() == Kind.CONSTANT || child.getKind() == Kind.LIST);
  }

  private void call(CelNavigableExpr node) throws UnusableExpressionException {
    String function = node.expr().call().function();
    if (function.equals("matches")) {
      List<CelExpr> arguments = node.expr().call().args();
      pattern(arguments.get(arguments.size() - 1));
    } else if (function.equals("contains")) {
      List<CelExpr> arguments = node.expr().call().args();
      sought(arguments.get(arguments.size() - 1));
    } else if (function.equals("_+_") && joins(node)) {
      joins++;
      if (isRepeated(node)) {
        throw new UnusableExpressionException("text is joined within all, exists or exists_one");
      }
      if (joins > MOST_JOINS) {
        throw new UnusableExpressionException("text is joined more than " + MOST_JOINS + " times");
      }
    }
  }

  /** Whether it is more than the sum of two numbers. */
  private boolean joins(CelNavigableExpr node) {
    List<String> overloads =
        tree.getReference(node.id())
            .map(CelReference::overloadIds)
            .map(List::<String>copyOf)
            .orElse(List.of());
    return !SUMS.containsAll(overloads) || overloads.isEmpty();
  }

  private static boolean isRepeated(CelNavigableExpr node) {
    Optional<CelNavigableExpr> above = node.parent();
    while (above.isPresent()) {
      if (above.get().getKind() == Kind.COMPREHENSION) {
        return true;
      }
      above = above.get().parent();
    }
    return false;
  }

  /** Looking for a long text in a long text takes as long as both multiplied. */
  private void sought(CelExpr argument) throws UnusableExpressionException {
    boolean isName =
        tree.getReference(argument.id())
            .map(CelReference::name)
            .filter(NAMES::contains)
            .isPresent();
    if (argument.getKind() != Kind.CONSTANT && !isName) {
      throw new UnusableExpressionException(
          "what contains looks for may be a constant or a name only");
    }
  }

  private void pattern(CelExpr argument) throws UnusableExpressionException {
    if (argument.getKind() != Kind.CONSTANT
        || argument.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      throw new UnusableExpressionException("what matches compares with may be a constant only");
    }
    long repetitions = 1;
    String pattern = argument.constant().stringValue();
    patterns.add(pattern);
    Matcher each = REPETITION.matcher(pattern);
    while (each.find()) {
      String most =
          each.group(2) == null || each.group(2).isEmpty() ? each.group(1) : each.group(2);
      repetitions *= most.length() > 4 ? MOST_REPETITIONS + 1 : Math.max(1, Long.parseLong(most));
      if (repetitions > MOST_REPETITIONS) {
        throw new UnusableExpressionException(
            "a regular expression repeats more than " + MOST_REPETITIONS + " times");
      }
    }
  }
}
