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
package io.github.flinkcomments.connector.delta.log.file;

import io.github.flinkcomments.connector.delta.storage.ParallelCalls;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks whether data files are there. A file that is in no version is fair game for everybody who
 * cleans up, however young the job that wrote it.
 */
final class DataFilePresence {

  private DataFilePresence() {}

  static List<DataFile> missing(TableStorage storage, List<DataFile> files, ParallelCalls parallel)
      throws IOException {
    List<Boolean> present = parallel.map(files, file -> isPresent(storage, file));
    return IntStream.range(0, files.size())
        .filter(index -> !present.get(index))
        .mapToObj(files::get)
        .toList();
  }

  private static boolean isPresent(TableStorage storage, DataFile file) throws IOException {
    return storage
        .find(DataFilePath.fromLog(file.path()).value())
        .filter(found -> found.size() == file.sizeInBytes())
        .isPresent();
  }
}
