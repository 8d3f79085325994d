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
package io.github.flinkcomments.connector.delta.log.engine;

import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultJsonHandler;
import io.delta.kernel.engine.JsonHandler;
import io.delta.kernel.internal.actions.CommitInfo;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.annotation.Internal;

/**
 * Says in log entries that they append blindly: that they add files, and would add the same ones
 * whatever the table holds. Kernel cannot know, and always says no.
 *
 * <p>Others go by it. A row-level command of Spark that has read the table has to be run again when
 * an append came in between that may have depended on what it changes; ours never does. So this
 * engine is for commits of appends and for nothing else.
 */
@Internal
public final class BlindAppendEngine extends StorageEngine {

  private static final int BLIND = CommitInfo.FULL_SCHEMA.indexOf("isBlindAppend");

  private final StorageFileIO files;

  public BlindAppendEngine(StorageFileIO files) {
    super(files);
    this.files = files;
  }

  @Override
  public JsonHandler getJsonHandler() {
    return new DefaultJsonHandler(files) {
      @Override
      public void writeJsonFileAtomically(
          String path, CloseableIterator<Row> actions, boolean overwrite) throws IOException {
        super.writeJsonFileAtomically(path, actions.map(BlindAppendEngine::mark), overwrite);
      }
    };
  }

  private static Row mark(Row action) {
    boolean isCommitInfo =
        action.getSchema().equals(SingleAction.FULL_SCHEMA)
            && !action.isNullAt(SingleAction.COMMIT_INFO_ORDINAL);
    return isCommitInfo
        ? SingleAction.createCommitInfoSingleAction(
            blind(action.getStruct(SingleAction.COMMIT_INFO_ORDINAL)))
        : action;
  }

  private static Row blind(Row commitInfo) {
    Map<Integer, Object> values = new HashMap<>();
    for (int field = 0; field < CommitInfo.FULL_SCHEMA.length(); field++) {
      if (!commitInfo.isNullAt(field)) {
        values.put(field, value(commitInfo, field));
      }
    }
    values.put(BLIND, true);
    return new GenericRow(CommitInfo.FULL_SCHEMA, values);
  }

  private static Object value(Row commitInfo, int field) {
    DataType type = CommitInfo.FULL_SCHEMA.at(field).getDataType();
    if (type instanceof LongType) {
      return commitInfo.getLong(field);
    }
    if (type instanceof StringType) {
      return commitInfo.getString(field);
    }
    return type instanceof BooleanType ? commitInfo.getBoolean(field) : commitInfo.getMap(field);
  }
}
