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
package io.github.flinkcomments.connector.delta.log.entry;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.apache.flink.annotation.Internal;

/**
 * A version to come that takes files out of a table and records transactions, all of it or nothing.
 *
 * @param after the version that was the newest when this was planned; no other may have come since
 * @param transaction tells the version from others; no other writer uses its application id
 * @param others further transactions, with higher numbers than the table has for their applications
 * @param files paths of active files, as they stand in log entries that are still there
 */
@Internal
public record StepBack(
    long after, TransactionId transaction, List<TransactionId> others, Set<String> files) {

  public StepBack {
    requireNonNull(transaction);
    others = List.copyOf(others);
    files = Set.copyOf(files);
  }
}
