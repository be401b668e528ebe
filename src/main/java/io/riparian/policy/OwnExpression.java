package io.riparian.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Map;

/**
 * The expression of an own rule, compiled. Only this class, {@link OwnLimits} and {@link OwnEffort}
 * know CEL, so that nobody pays for loading it who has no rule of their own.
 */
final class OwnExpression {
  /** Of all loops of one evaluation together. */
  static final int MOST_STEPS = 2_000;

  /** In characters, keys and values together. */
  static final int LARGEST_CONFIG = 256 * 1024;

  private static final int LONGEST_WHY = 160;
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .comprehensionMaxIterations(MOST_STEPS)
          .maxParseRecursionDepth(60)
          .maxExpressionCodePointSize(4_000)
          .maxParseErrorRecoveryLimit(5)
          .enableHiddenAccumulatorVar(true)
          .enableHeterogeneousNumericComparisons(true)
          .build();
  private static final CelCompiler COMPILER = compiler();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  private final CelRuntime.Program program;

  private OwnExpression(CelRuntime.Program program) {
    this.program = program;
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(
                CelStandardMacro.HAS,
                CelStandardMacro.ALL,
                CelStandardMacro.EXISTS,
                CelStandardMacro.EXISTS_ONE)
            .setResultType(SimpleType.BOOL);
    for (OwnFacts fact : OwnFacts.values()) {
      builder.addVar(fact.variable(), type(fact.kind()));
    }
    return builder.build();
  }

  private static CelType type(OwnFacts.Kind kind) {
    return switch (kind) {
      case TEXT -> SimpleType.STRING;
      case NUMBER -> SimpleType.INT;
      case TEXTS -> ListType.create(SimpleType.STRING);
      case TEXT_BY_KEY -> MapType.create(SimpleType.STRING, SimpleType.STRING);
    };
  }

  static OwnExpression of(String text) throws UnusableExpressionException {
    try {
      CelValidationResult result = COMPILER.compile(text);
      List<CelIssue> issues = result.getErrors();
      if (!issues.isEmpty()) {
        throw new UnusableExpressionException(told(issues.get(0)));
      }
      CelAbstractSyntaxTree tree = result.getAst();
      for (String pattern : OwnLimits.check(tree)) {
        tryOut(pattern);
      }
      return new OwnExpression(RUNTIME.createProgram(tree));
    } catch (CelValidationException | CelEvaluationException | RuntimeException impossible) {
      // What CEL throws may quote anything; what we cannot compile we do not use.
      throw new UnusableExpressionException("it is no expression that can be evaluated");
    }
  }

  /** CEL compiles a regular expression only where it meets it, which may be never in a test. */
  private static void tryOut(String pattern) throws UnusableExpressionException {
    try {
      String compared = OwnFacts.CONNECTOR_NAME.variable();
      String with = OwnFacts.CONNECTOR_CLASS.variable();
      RUNTIME
          .createProgram(COMPILER.compile(compared + ".matches(" + with + ")").getAst())
          .eval(Map.of(compared, "", with, pattern));
    } catch (CelValidationException | CelEvaluationException wrong) {
      throw new UnusableExpressionException("a regular expression in it is none of RE2");
    }
  }

  /** Without the lists of everything that would have been possible. */
  private static String told(CelIssue issue) {
    String what =
        issue
            .getMessage()
            .replaceAll(" \\(in container .*| \\(candidates: .*| expecting \\{.*", "")
            .replaceAll("\\s+", " ");
    return "%s (line %d, character %d of the expression)"
        .formatted(
            what.length() > LONGEST_WHY ? what.substring(0, LONGEST_WHY) + "…" : what,
            issue.getSourceLocation().getLine(),
            issue.getSourceLocation().getColumn() + 1);
  }

  /** What goes wrong while it is evaluated is told by its kind only: CEL's texts quote values. */
  Verdict over(Subject subject) {
    if (size(subject) > LARGEST_CONFIG) {
      return Verdict.TOO_LARGE;
    }
    OwnEffort effort = new OwnEffort();
    try {
      Object result = program.trace(OwnFacts.of(subject), effort);
      if (effort.isTooMuch()) {
        return Verdict.TOO_MUCH;
      }
      return result instanceof Boolean holds
          ? holds ? Verdict.HOLDS : Verdict.BROKEN
          : Verdict.UNDECIDED;
    } catch (CelEvaluationException failed) {
      if (effort.isTooMuch()) {
        return Verdict.TOO_MUCH;
      }
      return switch (failed.getErrorCode()) {
        case ATTRIBUTE_NOT_FOUND -> Verdict.MISSING;
        case ITERATION_BUDGET_EXCEEDED -> Verdict.TOO_MUCH;
        default -> Verdict.UNDECIDED;
      };
    } catch (RuntimeException unforeseen) {
      return Verdict.UNDECIDED;
    }
  }

  private static long size(Subject subject) {
    return subject.config().entries().entrySet().stream()
        .mapToLong(
            (Map.Entry<String, String> one) -> one.getKey().length() + one.getValue().length())
        .sum();
  }
}
