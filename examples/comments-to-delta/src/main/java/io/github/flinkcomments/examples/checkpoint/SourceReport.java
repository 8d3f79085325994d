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
package io.github.flinkcomments.examples.checkpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.flinkcomments.connector.rest.source.enumerator.ChainEnumeratorState;
import io.github.flinkcomments.connector.rest.source.enumerator.RangeEnumeratorState;
import io.github.flinkcomments.connector.rest.source.enumerator.RestEnumeratorState;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import io.github.flinkcomments.connector.rest.source.split.RestSplit;
import java.util.List;
import java.util.stream.Stream;

/** What a snapshot tells of one source. */
public sealed interface SourceReport permits RangesReport, ChainsReport {

  /** The table or operator. */
  String source();

  /** The listing that it reads. */
  String listing();

  /** Adds what is known as members of an object; what is not known is left out. */
  void addTo(ObjectNode json);

  /** A JSON object of its own. */
  default ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("source", source());
    addTo(json);
    return json;
  }

  static SourceReport of(SourceState<RestEnumeratorState, RestSplit> state) {
    String name = tableName(state.name());
    RestEnumeratorState enumerator = state.enumerator();
    if (enumerator instanceof RangeEnumeratorState ranges) {
      return RangesReport.of(
          new SourceState<>(name, ranges, only(RangeSplit.class, state.splits().stream())));
    }
    ChainEnumeratorState chains = (ChainEnumeratorState) enumerator;
    return ChainsReport.of(
        name,
        chains,
        only(ChainSplit.class, Stream.concat(state.splits().stream(), chains.waiting().stream())));
  }

  /** Flink calls a table {@code Source: comments[1]}. */
  static String tableName(String operatorName) {
    return operatorName.replaceFirst("^Source: ", "").replaceFirst("\\[\\d+]$", "");
  }

  /** What is left are dead letters that have to be published, and no part of a listing. */
  private static <S extends RestSplit> List<S> only(
      Class<S> kind, Stream<? extends RestSplit> splits) {
    return splits.filter(kind::isInstance).map(kind::cast).toList();
  }
}
