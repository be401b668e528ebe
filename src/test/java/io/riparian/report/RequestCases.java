package io.riparian.report;

import static io.riparian.ownership.approval.HoldReason.OWNER_APPROVAL_MISSING;
import static io.riparian.report.RequestSample.connector;
import static io.riparian.report.RequestSample.with;

import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.ownership.approval.HoldReason;
import io.riparian.ownership.approval.Request.Weight;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One request of each kind. Each has a folder with the comment that it gets. */
final class RequestCases {
  private static final String FILE_SINK = "org.apache.kafka.connect.file.FileStreamSinkConnector";
  private static final String FILE_SOURCE =
      "org.apache.kafka.connect.file.FileStreamSourceConnector";
  private static final String POSTGRES = "io.debezium.connector.postgresql.PostgresConnector";
  private static final String FILES = "teams/orders/connectors/";

  private static final Map<String, Supplier<RequestReport>> ALL = new TreeMap<>();

  static {
    ALL.put("routine-update", () -> routine().report());
    ALL.put("create-with-acls", RequestCases::createWithAcls);
    ALL.put("refusal-with-findings", RequestCases::refusal);
    ALL.put("delete-and-rename", RequestCases::deleteAndRename);
    ALL.put("agreement-missing", RequestCases::missing);
    ALL.put("agreement-given", RequestCases::given);
    ALL.put("agreement-to-an-older-head", RequestCases::stale);
    ALL.put("conflict", () -> routine().at(RequestStage.CONFLICTING).report());
    ALL.put("waiting-for-apply", () -> routine().at(RequestStage.WAITING_FOR_APPLY).report());
    ALL.put("applied", RequestCases::applied);
    ALL.put("failed", RequestCases::failed);
    ALL.put("held-after-merge", RequestCases::held);
    ALL.put("closed", () -> routine().at(RequestStage.CLOSED).report());
    ALL.put("nothing-changes", RequestCases::nothing);
    ALL.put("cluster-does-not-answer", () -> routine().doesNotAnswer().report());
    ALL.put("only-observed", () -> routine().isOnlyObserved().asksNobody().report());
    ALL.put("everything-risky", RequestCases::risky);
    ALL.put("five-hundred-connectors", RequestCases::fiveHundred);
    ALL.put("example", RequestCases::example);
    ALL.put("hostile-names", RequestCases::hostile);
  }

  private RequestCases() {}

  static Set<String> names() {
    return ALL.keySet();
  }

  static RequestReport of(String name) {
    return Objects.requireNonNull(ALL.get(name), name).get();
  }

  static DeclaredConnector warehouse() {
    return connector(
        "orders-warehouse",
        FILE_SINK,
        "topics",
        "orders.placed",
        "tasks.max",
        "3",
        "file",
        "/data/orders.jsonl");
  }

  static DeclaredConnector web() {
    return connector(
        "orders-web",
        POSTGRES,
        "topic.prefix",
        "orders.web",
        "database.hostname",
        "db.orders.internal",
        "database.password",
        "${vault:orders/web:password}",
        "tasks.max",
        "1");
  }

  private static RequestSample routine() {
    return new RequestSample()
        .runs(warehouse(), 3)
        .proposes(
            with(
                with(warehouse(), "file", "/data/orders-2026.jsonl"),
                "consumer.override.max.poll.records",
                "200"))
        .given("orders", OWNER_APPROVAL_MISSING, FILES + "orders-warehouse.yaml", "@acme/orders")
        .says("@ada", Weight.AGREED);
  }

  private static RequestReport createWithAcls() {
    return new RequestSample()
        .runs(warehouse(), 3)
        .proposes(
            connector(
                "orders-invoices-export",
                FILE_SINK,
                "topics",
                "orders.placed,orders.invoices",
                "errors.deadletterqueue.topic.name",
                "orders.dead",
                "database.password",
                "hunter2-hunter2"),
            web())
        .proposes(
            connector(
                "orders-returns-source", FILE_SOURCE, "topic", "orders.returns", "file", "/in/r"))
        .lacks("orders", OWNER_APPROVAL_MISSING, FILES + "orders-web.yaml", "@acme/orders")
        .report();
  }

  private static RequestReport refusal() {
    return new RequestSample()
        .runs(warehouse(), 3)
        .hadMistake(
            "MAN-030", "teams/payments/connectors/old.yaml", 3, "unknown field `spec.x`", "")
        .refuses(
            connector("orders-invoices", FILE_SINK),
            "MAN-030",
            7,
            "unknown field `spec.taskMax`",
            "Did you mean `tasksMax`?")
        .refuses(
            connector("payments-warehouse", FILE_SINK),
            "OWN-105",
            4,
            "the name `payments-warehouse` is not granted to team `orders`",
            "Begin it with `orders-`, or ask the platform team to list it in platform/teams/orders.yaml.")
        .warns(
            "P-08",
            FILES + "orders-warehouse.yaml",
            12,
            "what goes to the topic for dead letters does not say why it went there",
            "Set `errors.deadletterqueue.context.headers.enable: true`; whoever reads that topic reads the records too.")
        .touches(FILES + "orders-warehouse.yaml")
        .given("orders", OWNER_APPROVAL_MISSING, FILES + "orders-invoices.yaml", "@acme/orders")
        .report();
  }

  private static RequestReport deleteAndRename() {
    DeclaredConnector lake =
        connector("orders-lake", FILE_SINK, "topics", "orders.placed", "file", "/lake");
    DeclaredConnector renamed =
        connector("orders-datalake", FILE_SINK, "topics", "orders.placed", "file", "/lake");
    return new RequestSample()
        .runs(warehouse(), 3)
        .runs(lake, 1)
        .removes(warehouse())
        .removes(lake)
        .proposes(renamed)
        .report();
  }

  private static RequestReport missing() {
    return routine()
        .lacks(
            "orders",
            OWNER_APPROVAL_MISSING,
            FILES + "orders-lake.yaml",
            "@acme/data",
            "eve@acme.example")
        .lacks(
            "orders",
            HoldReason.SECRET_TO_NEW_HOST,
            FILES + "orders-warehouse.yaml",
            "@acme/payments")
        .says("@bob", Weight.REFUSED)
        .report();
  }

  private static RequestReport given() {
    return routine().says("@grace", Weight.AGREED).report();
  }

  private static RequestReport stale() {
    return new RequestSample()
        .runs(warehouse(), 3)
        .proposes(with(warehouse(), "file", "/data/orders-2026.jsonl"))
        .lacks("orders", OWNER_APPROVAL_MISSING, FILES + "orders-warehouse.yaml", "@acme/orders")
        .says("@ada", Weight.OLDER_HEAD)
        .says("@me", Weight.INVOLVED)
        .says("@bob", Weight.WITHDRAWN)
        .report();
  }

  private static RequestReport applied() {
    return routine()
        .at(RequestStage.APPLIED)
        .became("orders-warehouse", "update", "done", "")
        .report();
  }

  private static RequestReport failed() {
    return routine()
        .at(RequestStage.FAILED)
        .became("orders-warehouse", "update", "refused", "Connect refuses the values of `file`")
        .report();
  }

  private static RequestReport held() {
    return new RequestSample()
        .runs(warehouse(), 3)
        .proposes(with(warehouse(), "file", "/data/orders-2026.jsonl"))
        .lacks("orders", OWNER_APPROVAL_MISSING, FILES + "orders-warehouse.yaml", "@acme/orders")
        .at(RequestStage.HELD)
        .report();
  }

  private static RequestReport nothing() {
    return new RequestSample()
        .runs(warehouse(), 3)
        .touches(FILES + "orders-warehouse.yaml")
        .given("orders", OWNER_APPROVAL_MISSING, FILES + "orders-warehouse.yaml", "@acme/orders")
        .report();
  }

  private static RequestReport risky() {
    DeclaredConnector sink =
        connector("orders-sink", FILE_SINK, "topics", "orders.placed", "tasks.max", "1");
    DeclaredConnector reader =
        RequestSample.ofTeam(
            "reports", "reports-web", FILE_SINK, "topics.regex", "orders\\.web\\..*");
    return new RequestSample()
        .runs(web(), 1)
        .runs(sink, 1)
        .runs(warehouse(), 3)
        .runs(reader, 2)
        .proposes(
            with(
                with(
                    with(web(), "database.hostname", "db2.orders.internal"), "topic.prefix", "web"),
                "connector.plugin.version",
                "[3.2,4)"),
            with(
                with(
                    with(
                        with(sink, "consumer.override.group.id", "orders-fresh"),
                        "errors.tolerance",
                        "all"),
                    "tasks.max",
                    "4"),
                "value.converter",
                "org.example.AvroConverter"),
            warehouse().withState(DeclaredState.STOPPED))
        .report();
  }

  /** The one that people are shown. */
  private static RequestReport example() {
    DeclaredConnector returns =
        connector("orders-returns", FILE_SINK, "topics", "orders.returns", "file", "/data/returns");
    return new RequestSample()
        .runs(warehouse(), 3)
        .runs(web(), 1)
        .runs(returns, 1)
        .removes(returns)
        .proposes(
            with(web(), "database.hostname", "db2.orders.internal"),
            with(
                with(warehouse(), "topics", "orders.placed,orders.paid"),
                "connection.password",
                "hunter2"))
        .refuses(
            connector("orders-invoices", FILE_SINK),
            "MAN-030",
            7,
            "unknown field `spec.taskMax`",
            "Did you mean `tasksMax`?")
        .given("orders", OWNER_APPROVAL_MISSING, FILES + "orders-web.yaml", "@acme/orders")
        .lacks("orders", HoldReason.SECRET_TO_NEW_HOST, FILES + "orders-web.yaml", "@acme/platform")
        .says("@ada", Weight.AGREED)
        .says("@grace", Weight.OLDER_HEAD)
        .report();
  }

  private static RequestReport fiveHundred() {
    RequestSample sample = new RequestSample();
    for (int number = 1; number <= 500; number++) {
      sample.proposes(
          connector(
              "orders-export-%03d".formatted(number),
              FILE_SINK,
              "topics",
              "orders.part-" + number,
              "file",
              "/data/" + number));
    }
    return sample.report();
  }

  private static RequestReport hostile() {
    String name = "x` @acme/everyone <img src=x> | [a](https://evil.example) #1 !2";
    return new RequestSample()
        .proposes(
            connector("</details> @team", FILE_SINK),
            connector(
                "orders-hostile",
                "<script>alert(1)</script>",
                "a```\n/close\n@team",
                "`````` @team\n</details>",
                "topic",
                "@acme/x|<b>"))
        .refuses(
            connector(name, FILE_SINK),
            "X-1 @team",
            1,
            "the name `" + name + "` is @acme/no-name\n\n# title\n/approve",
            "See https://evil.example, www.evil.example, GH-12 and $x$ & ~label")
        .lacks("orders", OWNER_APPROVAL_MISSING, "teams/orders/@acme/<b>|`", "@acme/every|one`")
        .says("@eve</code>", Weight.REFUSED)
        .report();
  }
}
