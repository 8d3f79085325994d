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
package io.github.flinkcomments.connector.delta.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * A Spark with Delta Lake that reads SQL, one statement a line, and answers each with one line of
 * JSON: {@code {"rows": […]}}, or {@code {"error": "class", "message": "…"}}. Its first line says
 * that it is ready. Its function {@code meet} stops a statement where a test wants it. It ends with
 * its input, so it does not outlive whoever started it.
 */
public final class SparkProcess {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkSession spark;

  private SparkProcess(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Answers until the input ends.
   *
   * @param arguments the directory for what Spark keeps beside tables
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err); // Spark talks
    SparkSession spark = start(arguments[0]);
    spark.sparkContext().setLogLevel("WARN");
    spark.udf().register("meet", (UDF2<String, String, String>) Meeting::at, DataTypes.StringType);
    SparkProcess process = new SparkProcess(spark);
    BufferedReader statements =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    answers.println(process.answer("SELECT 'ready'"));
    for (String line = statements.readLine(); line != null; line = statements.readLine()) {
      answers.println(process.answer(line));
      answers.flush();
    }
    Runtime.getRuntime().halt(0); // nobody waits for what Spark tidies up
  }

  private static SparkSession start(String directory) {
    return SparkSession.builder()
        .master("local[1]")
        .appName("other-engines")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 1)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.warehouse.dir", directory)
        .config("spark.local.dir", directory)
        .config("spark.sql.jsonGenerator.ignoreNullFields", false)
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.databricks.delta.snapshotPartitions", 1)
        .config("spark.databricks.delta.retentionDurationCheck.enabled", false)
        .getOrCreate();
  }

  private ObjectNode answer(String statement) {
    ObjectNode answer = JSON.createObjectNode();
    try {
      ArrayNode rows = JSON.createArrayNode();
      for (String row : spark.sql(statement).toJSON().collectAsList()) {
        rows.add(JSON.readTree(row));
      }
      answer.set("rows", rows);
    } catch (Exception e) { // Scala throws what it does not declare
      answer
          .put("error", e.getClass().getSimpleName())
          .put("message", String.valueOf(e.getMessage()));
    }
    return answer;
  }
}
