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
package io.github.flinkcomments.connector.delta.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hadoop's local file system asks other programs about permissions, many times a commit. */
class NoForksTest {

  private interface Work {
    void run() throws IOException;
  }

  @TempDir Path directory;

  @Test
  void noProcessIsStartedToCommit() throws Exception {
    SampleTable sample = new SampleTable(directory.resolve("table"));
    try (DeltaTable table = sample.open()) {
      String id = table.createIfAbsent(Map.of("delta.checkpointInterval", "2")).id();
      table.append(new TransactionId("sink", 0), sample.write(0), id); // loads classes
      List<RecordedEvent> started =
          processesStarted(
              () -> {
                for (int version = 1; version <= 5; version++) {
                  table.append(new TransactionId("sink", version), sample.write(version), id);
                }
                table.close();
              });
      assertThat(started).isEmpty();
    }
    assertThat(sample.logFiles()).anyMatch(name -> name.contains("checkpoint"));

    assertThat(processesStarted(() -> new ForeignEngine().append(sample.path(), 6)))
        .as("this test sees processes")
        .isNotEmpty();
  }

  private List<RecordedEvent> processesStarted(Work work) throws IOException {
    Path recorded = directory.resolve("recorded.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ProcessStart");
      recording.start();
      work.run();
      recording.stop();
      recording.dump(recorded);
    }
    return RecordingFile.readAllEvents(recorded);
  }
}
