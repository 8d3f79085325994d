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

import com.fasterxml.jackson.core.JsonParser;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** A record of which only its identity was read. */
@Internal
public enum ProbedRecord {
  INSTANCE;

  static final RecordFormat<ProbedRecord> FORMAT = new Format();

  /** Skips what a record consists of, which its identity is learnt from. */
  private record Format() implements RecordFormat<ProbedRecord> {

    @Override
    public RecordReader<ProbedRecord> createReader() {
      return (JsonParser parser, PageOrigin page, int index) -> {
        parser.skipChildren();
        return INSTANCE;
      };
    }

    @Override
    public TypeInformation<ProbedRecord> getProducedType() {
      return TypeInformation.of(ProbedRecord.class);
    }
  }
}
