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
package io.github.flinkcomments.connector.rest.record.json;

import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/**
 * How much of a JSON document is read before it is taken for an attack or an accident.
 *
 * @param maxNestingDepth objects and arrays within each other
 * @param maxStringLength characters of one string
 * @param maxNumberLength characters of one number
 */
@Internal
public record JsonLimits(int maxNestingDepth, int maxStringLength, int maxNumberLength)
    implements Serializable {

  /** 64 levels, 16 Mi characters for a string, 1000 for a number. */
  public static final JsonLimits DEFAULT = new JsonLimits(64, 16 * 1024 * 1024, 1000);

  public JsonLimits {
    if (maxNestingDepth < 1 || maxStringLength < 1 || maxNumberLength < 1) {
      throw new IllegalArgumentException(
          "Limits on JSON must be at least 1, but are: nesting depth %d, string length %d, number length %d."
              .formatted(maxNestingDepth, maxStringLength, maxNumberLength));
    }
  }

  public StreamReadConstraints toConstraints() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(maxNestingDepth)
        .maxStringLength(maxStringLength)
        .maxNumberLength(maxNumberLength)
        .build();
  }
}
