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
package io.github.flinkcomments.connector.rest.source;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.connector.testutils.source.reader.TestingSplitEnumeratorContext;

/**
 * Flink's own for tests, which lacks what is told of several attempts at a reader: there is one.
 */
class TestingCoordinator<S extends SourceSplit> extends TestingSplitEnumeratorContext<S> {

  TestingCoordinator(int parallelism) {
    super(parallelism);
  }

  @Override
  public Map<Integer, Map<Integer, ReaderInfo>> registeredReadersOfAttempts() {
    Map<Integer, Map<Integer, ReaderInfo>> attempts = new TreeMap<>();
    registeredReaders().forEach((subtask, reader) -> attempts.put(subtask, Map.of(0, reader)));
    return attempts;
  }

  @Override
  public void sendEventToSourceReader(int subtask, int attempt, SourceEvent event) {
    sendEventToSourceReader(subtask, event);
  }
}
