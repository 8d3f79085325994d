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
package io.github.flinkcomments.connector.rest.record;

import io.github.flinkcomments.connector.rest.record.json.TokenPointer;
import java.util.List;
import java.util.Optional;

/**
 * A {@link PageFormat} made ready for reading, which can be used for one page after the other.
 *
 * @param recordReader reads each of the records
 * @param identity by what a record is known again
 * @param errorMode what happens to a malformed record
 * @param paths where the records are
 * @param single whether an object where records should be is one record
 * @param absent what it means if there is nothing where records should be
 * @param digests whether a hash of the content of each record is taken, whatever identifies it
 * @param total where the size of the listing is, if the body tells
 * @param keys where in a record the parts of its sort key are; none where it has none
 * @param captures what else is picked from the body
 */
record PageShape<T>(
    RecordReader<T> recordReader,
    RecordIdentity identity,
    ErrorMode errorMode,
    List<RecordPath> paths,
    boolean single,
    AbsentRecords absent,
    boolean digests,
    Optional<TokenPointer> total,
    List<TokenPointer> keys,
    List<TokenPointer> captures) {

  PageShape(PageFormat<T> format) {
    this(
        format.recordFormat().createReader(),
        format.identity(),
        format.errorMode(),
        format.recordPaths().stream().map(RecordPath::new).toList(),
        format.single(),
        format.absentRecords(),
        format.digests(),
        format.totalPointer().map(TokenPointer::new),
        format.keyPointers().stream().map(TokenPointer::new).toList(),
        format.captures().stream().map(TokenPointer::new).toList());
  }
}
