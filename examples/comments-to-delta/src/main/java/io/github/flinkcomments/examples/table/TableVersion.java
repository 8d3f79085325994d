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
package io.github.flinkcomments.examples.table;

import java.time.Instant;
import java.util.List;

/**
 * One version of the table.
 *
 * @param rows how many rows it added, by the statistics of its files
 * @param files the data files it added, as the log names them
 */
public record TableVersion(
    long version, Instant time, String operation, long rows, List<String> files) {

  public TableVersion {
    files = List.copyOf(files);
  }
}
