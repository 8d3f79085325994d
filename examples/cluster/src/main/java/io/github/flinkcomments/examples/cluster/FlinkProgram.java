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
package io.github.flinkcomments.examples.cluster;

import java.util.List;

/** The programs of a cluster, and the memory that each of them gets. */
enum FlinkProgram {
  JOB_MANAGER(
      "jobmanager",
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
      "-Xmx512m -XX:MaxMetaspaceSize=256m"),
  /** In accord with {@code taskmanager.memory.*} of {@link ClusterConfiguration}. */
  TASK_MANAGER(
      "taskmanager",
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
      "-Xmx384m -XX:MaxDirectMemorySize=256m -XX:MaxMetaspaceSize=256m"),
  COMMAND_LINE("flink", "org.apache.flink.client.cli.CliFrontend", "-Xmx256m"),
  SQL_CLIENT("sql-client", "org.apache.flink.table.client.SqlClient", "-Xmx384m");

  private final String title;
  private final String mainClass;
  private final String memory;

  FlinkProgram(String title, String mainClass, String memory) {
    this.title = title;
    this.mainClass = mainClass;
    this.memory = memory;
  }

  /** What people call it. */
  String title() {
    return title;
  }

  String mainClass() {
    return mainClass;
  }

  List<String> memory() {
    return List.of(memory.split(" "));
  }

  /** Its part of the distribution. */
  boolean needsOpt() {
    return this == SQL_CLIENT;
  }
}
