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
package io.github.flinkcomments.connector.delta.commit;

import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import java.util.List;
import java.util.Set;
import org.apache.flink.annotation.Internal;

/**
 * The files that one writer finished up to one checkpoint.
 *
 * @param files complete data files, not yet part of the table
 * @param restoredWriters origins of writers that were restored: attempts that they have replaced
 *     may have left files behind. Told once
 */
@Internal
public record WriteResult(List<DataFile> files, Set<FileOrigin> restoredWriters) {

  public WriteResult {
    files = List.copyOf(files);
    restoredWriters = Set.copyOf(restoredWriters);
  }

  @Override
  public String toString() {
    return "WriteResult[%d files]".formatted(files.size());
  }
}
