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

/**
 * The programs of a cluster, and what their JVMs get: little memory, and for those that are short
 * or do little a compiler that costs little.
 */
enum FlinkProgram {
  JOB_MANAGER(
      "jobmanager",
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
      "-Xmx512m -XX:MaxMetaspaceSize=256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"),
  /** In accord with {@code taskmanager.memory.*} of {@link ClusterConfiguration}. */
  TASK_MANAGER(
      "taskmanager",
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
      "-Xmx384m -XX:MaxDirectMemorySize=256m -XX:MaxMetaspaceSize=256m -XX:+UseSerialGC"),
  COMMAND_LINE(
      "flink",
      "org.apache.flink.client.cli.CliFrontend",
      "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"),
  SQL_CLIENT(
      "sql-client",
      "org.apache.flink.table.client.SqlClient",
      "-Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");

  private final String title;
  private final String mainClass;
  private final String jvm;

  FlinkProgram(String title, String mainClass, String jvm) {
    this.title = title;
    this.mainClass = mainClass;
    this.jvm = jvm;
  }

  /** What people call it. */
  String title() {
    return title;
  }

  String mainClass() {
    return mainClass;
  }

  List<String> jvmOptions() {
    return List.of(jvm.split(" "));
  }

  /** Its part of the distribution. */
  boolean needsOpt() {
    return this == SQL_CLIENT;
  }
}
