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
package io.github.flinkcomments.connector.rest.table;

import static io.github.flinkcomments.connector.rest.table.Tables.COLUMNS;
import static io.github.flinkcomments.connector.rest.table.Tables.createTable;
import static io.github.flinkcomments.connector.rest.table.Tables.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Declarations that are refused when a statement is planned, and what is said about them. */
@Tag("flink-versions")
class RestTableDeclarationITCase {

  private static final String URL = "http://127.0.0.1:1/comments";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "url        | comments | The option 'url' is not an absolute http or https URL; set it to"
            + " the listing, such as http://host/comments.",
        "url        | http://me:open-sesame@host/c | The option 'url' is 'http://****@host/c', with"
            + " user and password in it; give them by 'http-headers.Authorization' instead.",
        "url        | http://host:99999/c | The option 'url' has the port 99999, but it must be between"
            + " 1 and 65535.",
        "url        | http://my_host/c | The option 'url' has the host 'my_host', but names of"
            + " hosts have no underscore and the HTTP client refuses it; use another name of the"
            + " server, or its IP address.",
        "url        | http://host/a>b | The option 'url' has the character '>' at position 14,"
            + " which a URL cannot have; write it as %3E.",
        "url        | http://host/c?q=100% | The option 'url' has a '%' at position 20 without two"
            + " hexadecimal digits after it; write a percent sign as %25.",
        "http-headers.X-Name | Zoë | The header 'X-Name' cannot be sent as it is: its value has a"
            + " character beyond ASCII, which HTTP does not carry; write it as the API expects it,"
            + " percent-encoded for example.",
        "http.user-agent | Zoë | The header 'User-Agent' cannot be sent as it is: its value has a"
            + " character beyond ASCII, which HTTP does not carry; write it as the API expects it,"
            + " percent-encoded for example.",
        "http.allowed-origins | host | The option 'http.allowed-origins' has an entry that is not"
            + " an origin; give each as scheme, host and port, such as https://eu.host or"
            + " http://host:8080, separated by ';'.",
        "auth.username | me | The option 'auth.username' has no effect without 'auth.type' ="
            + " 'basic'; set both or neither.",
        "auth.type | basic | The option 'auth.username' is missing; 'auth.type' = 'basic' needs"
            + " it.",
        "url        | http://host/c?_limit=5 | The option 'url' already has the query parameter"
            + " '_limit', which the source sets for each page; remove it from the URL.",
        "api_url    | http://host/c | The options 'url' and 'api_url' are names of one and the"
            + " same; leave out all but 'url'.",
        "scan.poll-interval | soon | The option 'scan.poll-interval' is 'soon',"
            + " but it must be a duration, such as 500ms, 10s or 1min.",
        "scan.poll-interval | 500micros | The option 'scan.poll-interval' is PT0.0005S, but it must be 1 ms"
            + " or longer.",
        "scan.poll-interval | 0s | The option 'scan.poll-interval' is PT0S, but it must be longer than"
            + " zero.",
        "pagination.page-size | many | The option 'pagination.page-size' is 'many',"
            + " but it must be a whole number within range.",
        "pagination.page-size | 0 | The option 'pagination.page-size' is 0, but it must be at least 1.",
        "scan.bounded.mode | never | The option 'scan.bounded.mode' is 'never',"
            + " but it must be one of unbounded, latest.",
        "drift.mode | maybe | The option 'drift.mode' is 'maybe', but it must be one"
            + " of fail, warn, off.",
        "http.max-body-size | big | The option 'http.max-body-size' is 'big',"
            + " but it must be a size, such as 512kb or 16mb.",
        "error.mode | ignore | The option 'error.mode' is 'ignore', but it must be one"
            + " of fail, skip, dead-letter.",
        "listing.check | perhaps | The option 'listing.check' is 'perhaps', but it must"
            + " be true or false.",
        "scan.startup.offset | 5 | The option 'scan.startup.offset' has no effect without"
            + " 'scan.startup.mode' = 'offset'; set both or neither.",
        "scan.startup.mode | offset | The option 'scan.startup.offset' is missing;"
            + " 'scan.startup.mode' = 'offset' needs it.",
        "auth.type | bearer | The option 'auth.token' is missing; 'auth.type' = 'bearer' needs it.",
        "record.pointer | items | The option 'record.pointer' is 'items', but a JSON pointer starts with '/',"
            + " like '/data/items'.",
        "record.pointer | /a;/a/b | The option 'record.pointer' has '/a' and '/a/b', but one holds the"
            + " other; leave one out.",
        "record.absent | maybe | The option 'record.absent' is 'maybe', but it must be"
            + " one of fail, empty.",
        "record.missing-columns | drop | The option 'record.missing-columns' is 'drop',"
            + " but it must be one of warn, fail, ignore.",
        "fields.nam.pointer | /n | The option 'fields.nam.pointer' names the column 'nam', which the"
            + " table does not read from records; did you mean 'name'?",
        "fields.name.pointer | n | The option 'fields.name.pointer' is 'n', but a JSON pointer starts"
            + " with '/', like '/owner/name', or is empty for the record itself.",
        "fields.name.format | epoch-millis | The option 'fields.name.format' is 'epoch-millis', but"
            + " its type STRING has no dates or times.",
        "fields.id.format | unix | The option 'fields.id.format' is 'unix', but its type INT has no"
            + " dates or times.",
        "fields.name.path | n | The option 'fields.name.path' is 'n', but a JSON pointer starts with"
            + " '/', like '/owner/name', or is empty for the record itself.",
        "drift-check | maybe | The option 'drift-check' is 'maybe', but it must be one of fail, warn,"
            + " off.",
        "fields.name.kind | x | The option 'fields.name.kind' is unknown; there are"
            + " 'fields.COLUMN.pointer' and 'fields.COLUMN.format'.",
        "format | debezium-json | The option 'format' is 'debezium-json', which gives updates and"
            + " deletions, but records of a listing are insertions; use a format such as json.",
        "scan.max-records-per-checkpoint | 0 | The option 'scan.max-records-per-checkpoint' is 0,"
            + " but it must be 1 or more, or absent for no limit.",
        "rows_per_batch | ten | The option 'rows_per_batch' is 'ten',"
            + " but it must be a whole number within range.",
        "scan.parallelism | 0 | The option 'scan.parallelism' is 0, but it must be 1 or more."
      })
  void aWrongOptionIsNamedWithItsValueAndAWayOut(String key, String value, String message) {
    assertThat(refusal(Tables.streaming(), COLUMNS, rest(key, value))).isEqualTo(message);
  }

  @Test
  void aFormatReadsTheColumnsItself() {
    assertThat(
            refusal(
                Tables.streaming(), COLUMNS, rest("format", "json", "fields.name.pointer", "/n")))
        .isEqualTo(
            "The option 'fields' has no effect with 'format' = 'json', which reads the columns;"
                + " set one of them.");
    assertThat(
            refusal(
                Tables.streaming(),
                COLUMNS,
                rest("format", "json", "json.ignore-parse-errors", "true", "urll", URL)))
        .isEqualTo("The option 'urll' is unknown to the connector 'rest'; did you mean 'url'?");
  }

  @Test
  void twoNamesOfThePlaceOfAColumn() {
    assertThat(
            refusal(
                Tables.streaming(),
                COLUMNS,
                rest("fields.name.path", "/n", "fields.name.pointer", "/name")))
        .isEqualTo(
            "The options 'fields.name.path' and 'fields.name.pointer' are names of one and the"
                + " same; leave out all but 'fields.name.pointer'.");
  }

  @Test
  void theUrlIsMissing() {
    assertThat(refusal(Tables.streaming(), COLUMNS, options("connector", "rest")))
        .isEqualTo(
            "The option 'url' is missing; set it to the listing, such as http://host/comments.");
  }

  @Test
  void anUnknownOption() {
    assertThat(refusal(Tables.streaming(), COLUMNS, options("connector", "rest", "urll", URL)))
        .isEqualTo("The option 'urll' is unknown to the connector 'rest'; did you mean 'url'?");
  }

  @Test
  void unknownOptionsAreNamedWithoutTheValuesOfOthers() {
    Map<String, String> options = withSecrets();
    options.put("colour", "blue");
    options.put("rows-per-batch", "10");
    Throwable refusal = refusalOf(Tables.streaming(), COLUMNS, options);
    assertThat(refusal.getCause())
        .hasMessageStartingWith(
            "The option 'colour' is unknown to the connector 'rest'; it has 'auth.password',")
        .hasMessageEndingWith(
            "The option 'rows-per-batch' is unknown to the connector 'rest'; did you mean"
                + " 'scan.max-records-per-checkpoint'?");
    assertThat(ExceptionUtils.stringifyException(refusal)).doesNotContain("sesame");
  }

  @Test
  void optionsThatFlinkHasForEveryTableAreKnown() {
    assertThat(
            refusal(
                Tables.streaming(),
                COLUMNS,
                rest("scan.watermark.emit.strategy", "on-event", "urll", URL)))
        .isEqualTo("The option 'urll' is unknown to the connector 'rest'; did you mean 'url'?");
  }

  @Test
  void aColumnOfATypeThatJsonDoesNotHave() {
    assertThat(refusal(Tables.streaming(), "id INT, votes MAP<INT, STRING>", rest()))
        .isEqualTo(
            "Field 'votes': Type MAP<INT, STRING> cannot be read from JSON; declare the column as"
                + " STRING and cast it.");
  }

  @Test
  void aMetadataColumnOfTheWrongType() {
    assertThat(refusal(Tables.streaming(), "id INT, `offset` DATE METADATA", rest()))
        .contains("Invalid data type for metadata column 'offset'", "BIGINT NOT NULL");
  }

  @Test
  void aMetadataColumnThatDoesNotExist() {
    assertThat(refusal(Tables.streaming(), "id INT, page INT METADATA", rest()))
        .contains("Invalid metadata key 'page'", "offset", "fetch-time");
  }

  @Test
  void aStreamingJobWithoutCheckpoints() {
    TableEnvironment sql = Tables.environment(Tables.configuration(RuntimeExecutionMode.STREAMING));
    assertThat(refusal(sql, COLUMNS, rest()))
        .isEqualTo(
            "The option 'execution.checkpointing.interval' is not set, but a streaming job keeps"
                + " its position in the listing by checkpoints; set it, to '10s' for example, or"
                + " read to the present end by 'scan.bounded.mode' = 'latest'.");
  }

  @Test
  void aStreamingJobThatEndsNeedsNoCheckpoints() {
    TableEnvironment sql = Tables.environment(Tables.configuration(RuntimeExecutionMode.STREAMING));
    sql.executeSql(createTable(COLUMNS, rest("scan.bounded.mode", "latest")));
    assertThatCode(() -> sql.explainSql("SELECT * FROM comments")).doesNotThrowAnyException();
  }

  @Test
  void aStreamingJobWithCheckpointsThatRepeatRecords() {
    Configuration configuration = Tables.configuration(RuntimeExecutionMode.STREAMING);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.AT_LEAST_ONCE);
    assertThat(refusal(Tables.environment(configuration), COLUMNS, rest()))
        .isEqualTo(
            "The option 'execution.checkpointing.mode' is 'AT_LEAST_ONCE', by which records are"
                + " repeated after a failure; set it to 'EXACTLY_ONCE'.");
  }

  @Test
  void checkpointsThatAreEnabledInCodeAreSeen() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamTableEnvironment sql = StreamTableEnvironment.create(environment);
    sql.executeSql(createTable(COLUMNS, rest()));
    environment.enableCheckpointing(1000);
    assertThatCode(() -> sql.explainSql("SELECT * FROM comments")).doesNotThrowAnyException();
  }

  @Test
  void aLimitPerCheckpointWithoutCheckpoints() {
    TableEnvironment sql = Tables.environment(Tables.configuration(RuntimeExecutionMode.STREAMING));
    assertThat(refusal(sql, COLUMNS, rest("rows_per_batch", "10", "scan.bounded.mode", "latest")))
        .isEqualTo(
            "The option 'scan.max-records-per-checkpoint' is 10, but without checkpoints the job"
                + " would stand still after so many records; set"
                + " 'execution.checkpointing.interval', to '10s' for example.");
  }

  @Test
  void aLimitPerCheckpointInABatchJob() {
    assertThat(refusal(Tables.batch(), COLUMNS, rest("scan.max-records-per-checkpoint", "10")))
        .isEqualTo(
            "The option 'scan.max-records-per-checkpoint' is 10, but without checkpoints the job"
                + " would stand still after so many records; leave it out, since a batch job takes"
                + " none.");
  }

  @Test
  void aBatchJobWithoutAnEnd() {
    assertThat(refusal(Tables.batch(), COLUMNS, rest("scan.bounded.mode", "unbounded")))
        .isEqualTo(
            "The option 'scan.bounded.mode' is 'unbounded', but a batch job has to end; leave it"
                + " out, or set 'execution.runtime-mode' to 'streaming'.");
  }

  @Test
  void secretsAreNotInThePlan() {
    TableEnvironment sql = Tables.streaming();
    sql.executeSql(createTable(COLUMNS, withSecrets()));
    assertThat(
            sql.explainSql(
                "SELECT id FROM comments",
                ExplainDetail.ESTIMATED_COST,
                ExplainDetail.CHANGELOG_MODE,
                ExplainDetail.JSON_EXECUTION_PLAN,
                ExplainDetail.PLAN_ADVICE))
        .contains("comments")
        .doesNotContain("sesame");
  }

  @Test
  void secretsAreNotInErrors() {
    Map<String, String> options = withSecrets();
    options.put("scan.poll-interval", "soon");
    Throwable refusal = refusalOf(Tables.streaming(), COLUMNS, options);
    assertThat(ExceptionUtils.stringifyException(refusal))
        .contains("soon")
        .doesNotContain("sesame");
  }

  @Test
  void headersThatCannotBeReadAreNotInErrors() {
    Throwable refusal =
        refusalOf(Tables.streaming(), COLUMNS, rest("http-headers", "Cookie open sesame"));
    assertThat(ExceptionUtils.stringifyException(refusal))
        .contains(
            "The option 'http-headers' is malformed; give each entry as 'http-headers.NAME' = 'VALUE'.")
        .doesNotContain("sesame");
  }

  private static Map<String, String> withSecrets() {
    return rest(
        "auth.type", "bearer",
        "auth.token", "open sesame",
        "http-headers.Cookie", "open sesame too");
  }

  private static Map<String, String> rest(String... more) {
    Map<String, String> options = options("connector", "rest", "url", URL);
    options.putAll(options(more));
    return options;
  }

  /** What a client of SQL shows: the message of the innermost exception. */
  private static String refusal(TableEnvironment sql, String columns, Map<String, String> options) {
    Throwable innermost = refusalOf(sql, columns, options);
    assertThat(innermost).as("a refusal").isNotNull();
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    assertThat(innermost).isInstanceOf(ValidationException.class);
    return innermost.getMessage();
  }

  private static Throwable refusalOf(
      TableEnvironment sql, String columns, Map<String, String> options) {
    sql.executeSql(createTable(columns, options));
    return catchThrowable(() -> sql.explainSql("SELECT * FROM comments"));
  }
}
