/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.flinkcomments.examples.pipeline;

import io.github.flinkcomments.examples.job.FailureCause;
import io.github.flinkcomments.examples.script.ScriptException;
import io.github.flinkcomments.examples.script.ScriptSettings;
import io.github.flinkcomments.examples.script.ScriptStatement;
import io.github.flinkcomments.examples.script.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ExplainFormat;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.ShowOperation;
import org.apache.flink.table.operations.SinkModifyOperation;
import org.apache.flink.table.operations.StatementSetOperation;
import org.apache.flink.table.operations.command.ResetOperation;
import org.apache.flink.table.operations.command.SetOperation;
import org.apache.flink.table.operations.ddl.CreateCatalogOperation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;
import org.apache.flink.table.operations.ddl.CreateViewOperation;

/**
 * A script whose statements Flink has accepted: everything but its {@code INSERT}s is carried out,
 * and these are kept to become one job.
 *
 * <p>Not thread-safe.
 */
final class Pipeline {

  private static final Pattern STATEMENT_SET =
      Pattern.compile(
          "(?:EXECUTE\\s+STATEMENT\\s+SET\\s+BEGIN|BEGIN\\s+STATEMENT\\s+SET)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern END = Pattern.compile("END", Pattern.CASE_INSENSITIVE);
  private static final Pattern LINE = Pattern.compile("line (\\d+)");

  private static final Pattern TABLE = Pattern.compile("table '[^']*?([^.'`]+)`?'");

  private static final String HINT = "/*+";

  private final String script;
  private final Variables variables;
  private final TableEnvironmentInternal environment;
  private final ScriptTables tables = new ScriptTables();
  private final List<ModifyOperation> inserts = new ArrayList<>();
  private boolean plannedByScript = true;
  private int firstInsert;

  private Pipeline(
      String script,
      Variables variables,
      StreamExecutionEnvironment environment,
      EnvironmentSettings settings) {
    this.script = script;
    this.variables = variables;
    this.environment =
        (TableEnvironmentInternal) StreamTableEnvironment.create(environment, settings);
  }

  /**
   * Has Flink look at the statements, one after the other.
   *
   * @param script how messages call the script
   * @param statements what it says
   * @param variables whose secret values no message may show
   * @param environment where its job will be executed
   * @throws ScriptException if a statement is refused, or there is no {@code INSERT}
   */
  static Pipeline of(
      String script,
      List<ScriptStatement> statements,
      Variables variables,
      StreamExecutionEnvironment environment)
      throws ScriptException {
    Pipeline pipeline = new Pipeline(script, variables, environment, mode(statements));
    for (ScriptStatement statement : statements) {
      pipeline.take(statement);
    }
    if (pipeline.inserts.isEmpty()) {
      throw new ScriptException(
          "%s has no INSERT statement, so there is nothing to run; add INSERT INTO … SELECT …."
              .formatted(script));
    }
    return pipeline;
  }

  /** Flink has to know the mode before it reads the statement that sets it. */
  private static EnvironmentSettings mode(List<ScriptStatement> statements) {
    EnvironmentSettings.Builder settings = EnvironmentSettings.newInstance();
    return ScriptSettings.of(statements)
            .value(ExecutionOptions.RUNTIME_MODE.key())
            .filter("batch"::equalsIgnoreCase)
            .isPresent()
        ? settings.inBatchMode().build()
        : settings.inStreamingMode().build();
  }

  private void take(ScriptStatement statement) throws ScriptException {
    String text = withoutSetMarkers(statement.text());
    if (text.isBlank()) {
      return;
    }
    // The options of a hint may be secret, and no declaration has them.
    plannedByScript &= !text.contains(HINT);
    try {
      for (Operation operation : environment.getParser().parse(text)) {
        carryOut(operation, statement);
      }
    } catch (ScriptException e) {
      throw e;
    } catch (RuntimeException e) {
      throw refused(statement, e);
    }
  }

  /** The script's inserts become one job in any case, so what groups them is left out. */
  private static String withoutSetMarkers(String text) {
    Matcher begin = STATEMENT_SET.matcher(text);
    if (begin.lookingAt()) {
      return "\n".repeat(lines(begin.group())) + text.substring(begin.end());
    }
    return END.matcher(text.strip()).matches() ? "" : text;
  }

  private static int lines(String text) {
    return (int) text.chars().filter(next -> next == '\n').count();
  }

  private void carryOut(Operation operation, ScriptStatement statement) throws ScriptException {
    if (operation instanceof SetOperation set && set.getKey().isPresent()) {
      environment.getConfig().set(set.getKey().get(), set.getValue().orElseThrow());
    } else if (operation instanceof ResetOperation reset && reset.getKey().isPresent()) {
      environment.getConfig().getConfiguration().removeKey(reset.getKey().get());
    } else if (operation instanceof StatementSetOperation set) {
      for (ModifyOperation insert : set.getOperations()) {
        insert(insert, statement);
      }
    } else if (operation instanceof ModifyOperation insert) {
      insert(insert, statement);
    } else if (operation instanceof QueryOperation || operation instanceof ShowOperation) {
      throw new ScriptException(
          script,
          statement.line(),
          "This statement shows something to a person and has no place in a pipeline; take it out,"
              + " or run it in the SQL client.");
    } else {
      if (operation instanceof CreateTableOperation create) {
        tables.declare(create, statement.line());
      } else if (operation instanceof CreateCatalogOperation) {
        tables.useCatalogs();
      } else if (!(operation instanceof CreateViewOperation)) {
        plannedByScript = false;
      }
      environment.executeInternal(operation);
    }
  }

  private void insert(ModifyOperation insert, ScriptStatement statement) {
    if (inserts.isEmpty()) {
      firstInsert = statement.line();
    }
    inserts.add(insert);
    if (insert instanceof SinkModifyOperation sink) {
      tables.fill(sink);
    } else {
      // It declares a table, too.
      plannedByScript = false;
    }
  }

  /** The settings that the script makes. */
  Configuration settings() {
    return environment.getConfig().getConfiguration();
  }

  /** Whether the job ends by itself, and keeps no state. */
  boolean isBatch() {
    return settings().get(ExecutionOptions.RUNTIME_MODE)
        == org.apache.flink.api.common.RuntimeExecutionMode.BATCH;
  }

  /** What a run has to know of its tables. */
  PipelineTables tables() {
    return tables.summary();
  }

  /** Whether the plan depends on the script alone, and holds nothing that is secret. */
  boolean isPlannedByScript() {
    return plannedByScript
        && !isBatch()
        && !variables.comeFromEnvironment()
        && tables.arePlannedByScript()
        && settings().keySet().stream().noneMatch(GlobalConfiguration::isSensitive);
  }

  /** The plan, for people. */
  String explain() throws ScriptException {
    try {
      return environment.explainInternal(List.copyOf(inserts), ExplainFormat.TEXT);
    } catch (RuntimeException e) {
      throw refused(e);
    }
  }

  /**
   * Hands the job to the environment.
   *
   * @throws ScriptException if the planner, a connector or the cluster refuses it
   */
  TableResult execute() throws ScriptException {
    try {
      return environment.executeInternal(inserts);
    } catch (RuntimeException e) {
      throw refused(e);
    }
  }

  private ScriptException refused(RuntimeException failure) {
    return declared(failure)
        .orElseGet(() -> refused(firstInsert, FailureCause.of(failure), failure));
  }

  /** Flink counts lines from the beginning of the statement, and in outer messages only. */
  private ScriptException refused(ScriptStatement statement, RuntimeException failure) {
    int above = statement.line() - 1;
    int line =
        FailureCause.messages(failure).stream()
            .map(LINE::matcher)
            .filter(Matcher::find)
            .map(found -> Integer.parseInt(found.group(1)) + above)
            .findFirst()
            .orElse(statement.line());
    String message =
        LINE.matcher(FailureCause.of(failure))
            .replaceAll(found -> "line " + (Integer.parseInt(found.group(1)) + above));
    return declared(failure).orElseGet(() -> refused(line, message, failure));
  }

  /** What a connector refuses was written where its table is declared. */
  private Optional<ScriptException> declared(RuntimeException failure) {
    return FailureCause.messages(failure).stream()
        .map(TABLE::matcher)
        .filter(Matcher::find)
        .flatMap(table -> tables.lineOf(table.group(1)).stream())
        .findFirst()
        .map(line -> refused(line, FailureCause.of(failure), failure));
  }

  private ScriptException refused(int line, String message, RuntimeException failure) {
    String said = SqlMessage.of(message);
    String sentence = said.matches("(?s).*[.?]") ? said : said + ".";
    return new ScriptException(script, line, variables.withoutSecrets(sentence), failure);
  }
}
