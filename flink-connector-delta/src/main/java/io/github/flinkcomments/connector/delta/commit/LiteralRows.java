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

import org.apache.flink.api.common.io.GenericInputFormat;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.operators.InputFormatOperatorFactory;
import org.apache.flink.streaming.api.transformations.LegacySourceTransformation;

/** Rows that stand in the statement itself, as in {@code INSERT INTO … VALUES}. */
final class LiteralRows {

  private LiteralRows() {}

  /** Whether a stream has no rows but such. */
  static boolean areAllOf(Transformation<?> stream) {
    return stream.getTransitivePredecessors().stream()
        .filter(transformation -> transformation.getInputs().isEmpty())
        .allMatch(LiteralRows::areReadBy);
  }

  /** The planner hands out such rows by a format that reads neither files nor a system. */
  private static boolean areReadBy(Transformation<?> source) {
    return source instanceof LegacySourceTransformation<?> legacy
        && legacy.getOperatorFactory() instanceof InputFormatOperatorFactory<?> factory
        && GenericInputFormat.class.isInstance(factory.getInputFormat());
  }
}
