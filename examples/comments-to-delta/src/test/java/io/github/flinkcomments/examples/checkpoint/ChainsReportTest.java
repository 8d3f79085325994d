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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.source.enumerator.ChainEnumeratorState;
import io.github.flinkcomments.connector.rest.source.split.ChainPosition;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import io.github.flinkcomments.connector.rest.source.split.DeadLetterSplit;
import io.github.flinkcomments.connector.rest.source.split.RestSplit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChainsReportTest {

  @Test
  void chainsOfReadersAndThoseThatWait() {
    SourceReport report =
        report(
            true,
            List.of(chain("listing", 9, 800)),
            List.of(chain("pages from 4", 5, 450), new DeadLetterSplit("file", 1, "pending")));
    assertThat(report.toJson())
        .hasToString(
            """
            {"source":"comments","current":450,"openChains":[\
            {"chain":"pages from 4","position":450,"page":"page 5"},\
            {"chain":"listing","position":800,"page":"page 9"}],\
            "listing":"http://host/comments"}""");
  }

  @Test
  void nothingWasReadYet() {
    assertThat(report(false, List.of(), List.of()).toJson().path("current").asLong(1)).isZero();
  }

  @Test
  void nothingIsLeftToRead() {
    assertThat(report(true, List.of(), List.of()).toJson().has("current")).isFalse();
  }

  @Test
  void rangesOfKeysDoNotKnowWhatComesBeforeThem() {
    ChainSplit keys =
        new ChainSplit(
            "keys from 500",
            Map.of(),
            ChainPosition.before(new PageAddress.First(), 0),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.of(999),
            false);
    assertThat(report(true, List.of(), List.of(keys)).toJson().has("current")).isFalse();
  }

  private static SourceReport report(
      boolean begun, List<ChainSplit> waiting, List<RestSplit> held) {
    return SourceReport.of(
        new SourceState<>(
            "Source: comments[12]",
            new ChainEnumeratorState("http://host/comments", begun, Optional.empty(), waiting),
            held));
  }

  private static ChainSplit chain(String name, long page, long records) {
    return new ChainSplit(
        name,
        Map.of(),
        ChainPosition.before(new PageAddress.Numbered(page), records),
        Optional.empty(),
        OptionalLong.empty());
  }
}
